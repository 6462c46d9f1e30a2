import './alarms.css';
import type { OneAlarm } from '../../../../functions/ops/alarm-responses.ts';
import type { Alarms } from '../../../../functions/ops/responses.ts';
import { ApiError } from '../../api/api-error.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Status } from '../../ui/status.tsx';
import { consoleApi } from '../console-api.ts';
import { timeOf } from '../incidents/incident-links.ts';
import { IncidentLinks } from '../incidents/incident-links-nav.tsx';
import { LiveView } from '../live-view.tsx';
import { REFRESH_MS } from '../refresh.ts';
import { type Live, useLive } from '../use-live.ts';
import { AlarmChart } from './alarm-chart.tsx';
import { AlarmFacts } from './alarm-facts.tsx';
import { AlarmHistory } from './alarm-history.tsx';
import { AlarmIncidents } from './alarm-incidents.tsx';
import { AlarmMute } from './alarm-mute.tsx';
import { AlarmRunbook } from './alarm-runbook.tsx';
import { AlarmSilence } from './alarm-silence.tsx';
import { AlarmWhy } from './alarm-why.tsx';

/** Long enough to see what was normal before. */
const MINUTES = 180;

type AlarmViewProps = { name: string; live: Live<Alarms> & { refresh: () => void }; paused: boolean };

type DetailProps = { detail: OneAlarm; all: Alarms; paused: boolean; refresh: () => void };

function Detail({ detail, all, paused, refresh }: DetailProps) {
  const { alarm, incidents, links, generatedAt: now } = detail;
  const { name, type, runbook } = alarm;
  return (
    <article class="alarm-detail">
      <h2>
        {alarm.title} <Status of={alarm.state} /> <AlarmSilence alarm={alarm} mute={detail.mute} />
      </h2>
      <p class="alarm-notices">{alarm.notices}</p>
      <AlarmWhy detail={detail} alarms={all.alarms} />
      <AlarmMute detail={detail} onChanged={refresh} />
      <IncidentLinks links={links} label="Of the time of this state" />
      {type === 'metric' && (
        <AlarmChart
          name={name}
          title="What it looks at"
          description={alarm.condition}
          look={{ minutes: MINUTES, until: undefined }}
          paused={paused}
        />
      )}
      <AlarmFacts alarm={alarm} all={all} />
      {runbook !== undefined && <AlarmRunbook file={runbook} alarms={all.alarms} look={timeOf(links)} />}
      <section class="alarm-part" aria-labelledby="alarm-incidents">
        <h3 id="alarm-incidents">Incidents</h3>
        <AlarmIncidents incidents={incidents} now={now} />
      </section>
      <section class="alarm-part" aria-labelledby="alarm-history">
        <h3 id="alarm-history">History</h3>
        <AlarmHistory name={name} alarms={all.alarms} paused={paused} />
      </section>
    </article>
  );
}

/** One alarm: its state and what decided about it, its rule, its runbook, its incidents, and what happened to it. */
export function AlarmView({ name, live: alarms, paused }: AlarmViewProps) {
  const live = useLive(`alarm ${name}`, consoleApi.alarm(name), { intervalMs: REFRESH_MS, paused });
  const isUnknown = live.status === 'failed' && live.error instanceof ApiError && live.error.status === 404;
  const refresh = () => {
    live.refresh();
    alarms.refresh();
  };
  return (
    <>
      <p>
        <a href="/ops/alarms">All alarms</a>
      </p>
      {isUnknown ? (
        <EmptyState title="No such alarm">It may have been removed, or the address is wrong.</EmptyState>
      ) : (
        <LiveView live={live} what="the alarm">
          {(detail) => (
            <Detail
              key={name}
              detail={detail}
              all={alarms.status === 'ready' ? alarms.data : { alarms: [], mutes: [], generatedAt: detail.generatedAt }}
              paused={paused}
              refresh={refresh}
            />
          )}
        </LiveView>
      )}
    </>
  );
}
