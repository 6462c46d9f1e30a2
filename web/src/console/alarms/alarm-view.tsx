import './alarms.css';
import type { Alarm, AlarmHistoryItem, Alarms } from '../../../../functions/ops/responses.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Status } from '../../ui/status.tsx';
import { consoleApi } from '../console-api.ts';
import { LiveView } from '../live-view.tsx';
import { Moment } from '../moment.tsx';
import { REFRESH_MS } from '../refresh.ts';
import { runbookHref } from '../runbook/runbook-texts.ts';
import { Severity } from '../severity.tsx';
import { type Live, useLive } from '../use-live.ts';
import { AlarmChart } from './alarm-chart.tsx';
import { AlarmLink } from './alarm-link.tsx';
import { alarmRelations } from './alarm-relations.ts';
import { AlarmSilence } from './alarm-silence.tsx';

const MISSING_DATA: Readonly<Record<string, string>> = {
  breaching: 'counts as breaching',
  notBreaching: 'counts as not breaching',
  ignore: 'keeps the state',
  missing: 'makes the state insufficient data',
};

function Linked({ alarms }: { alarms: readonly Alarm[] }) {
  return (
    <ul class="alarm-links">
      {alarms.map((each) => (
        <li key={each.name}>
          <AlarmLink to={each} /> <Status of={each.state} quiet={each.state !== 'ALARM'} />
        </li>
      ))}
    </ul>
  );
}

function Facts({ alarm, all }: { alarm: Alarm; all: Alarms }) {
  const { members, toldBy, suppressor, mute } = alarmRelations(alarm, all);
  const muted = mute && ['muted', mute.reason].filter((part) => part !== '').join(': ');
  const tells = muted ?? (alarm.acting && alarm.actionsEnabled ? 'on' : 'off');
  const facts: readonly (readonly [string, preact.ComponentChildren])[] = [
    ['Severity', <Severity key="severity" of={alarm.severity} state={alarm.state} />],
    ['Category', alarm.category],
    ['Since', <Moment key="since" at={alarm.since} now={all.generatedAt} />],
    ['Condition', alarm.type === 'metric' ? alarm.condition : undefined],
    ['Missing data', alarm.missingData && (MISSING_DATA[alarm.missingData] ?? alarm.missingData)],
    ['Detected within', alarm.promise],
    ['Runbook', alarm.runbook && <a href={runbookHref(alarm.runbook)}>{alarm.title}</a>],
    toldBy.length > 0 ? ['Told by', <Linked key="told" alarms={toldBy} />] : ['Notifications', tells],
    ['Groups', members.length > 0 ? <Linked key="members" alarms={members} /> : undefined],
    ['Silent while', suppressor && <Linked key="suppressor" alarms={[suppressor]} />],
    ['CloudWatch says', alarm.suppressed],
  ];
  return (
    <dl class="facts">
      {facts
        .filter(([, value]) => value !== undefined && value !== '')
        .map(([name, value]) => (
          <div class="fact" key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}

function HistoryItem({ item, now }: { item: AlarmHistoryItem; now: string }) {
  return (
    <li class="history-item" data-state={item.to}>
      <Moment at={item.at} now={now} />
      <div>
        {item.to !== undefined && (
          <p class="history-change">
            {item.from !== undefined && (
              <>
                <Status of={item.from} /> <span aria-hidden="true">→</span>
                <span class="visually-hidden">to</span>{' '}
              </>
            )}
            <Status of={item.to} />
          </p>
        )}
        <p>{item.reason ?? item.summary}</p>
      </div>
    </li>
  );
}

function History({ name, paused }: { name: string; paused: boolean }) {
  const live = useLive(`history ${name}`, consoleApi.alarmHistory(name), { intervalMs: REFRESH_MS, paused });
  return (
    <LiveView live={live} what="the alarm’s history">
      {({ history, generatedAt }) =>
        history.length === 0 ? (
          <p class="soft">Nothing has happened to this alarm in the last 30 days.</p>
        ) : (
          <ol class="history">
            {history.map((item, index) => (
              <HistoryItem key={`${item.at} ${index}`} item={item} now={generatedAt} />
            ))}
          </ol>
        )
      }
    </LiveView>
  );
}

type AlarmViewProps = { name: string; live: Live<Alarms> & { refresh: () => void }; paused: boolean };

/** One alarm: its state and why, its rule, and what happened to it. */
export function AlarmView({ name, live, paused }: AlarmViewProps) {
  return (
    <>
      <p>
        <a href="/ops/alarms">All alarms</a>
      </p>
      <LiveView live={live} what="the alarm">
        {(all) => {
          const alarm = all.alarms.find((each) => each.name === name);
          if (alarm === undefined) {
            return <EmptyState title="No such alarm">It may have been removed, or the address is wrong.</EmptyState>;
          }
          return (
            <article class="alarm-detail">
              <h2>
                {alarm.title} <Status of={alarm.state} />{' '}
                <AlarmSilence alarm={alarm} mute={alarmRelations(alarm, all).mute} />
              </h2>
              <p>{alarm.notices}</p>
              {alarm.type === 'metric' && (
                <p class="alarm-why" data-state={alarm.state}>
                  {alarm.reason}
                </p>
              )}
              <Facts alarm={alarm} all={all} />
              {alarm.type === 'metric' && <AlarmChart key={`chart ${name}`} alarm={alarm} paused={paused} />}
              <h3>History</h3>
              <History key={name} name={name} paused={paused} />
            </article>
          );
        }}
      </LiveView>
    </>
  );
}
