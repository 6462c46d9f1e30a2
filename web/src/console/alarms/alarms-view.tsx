import './alarms.css';
import type { Alarm, Alarms } from '../../../../functions/ops/responses.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Status } from '../../ui/status.tsx';
import { LiveView } from '../live-view.tsx';
import { Moment } from '../moment.tsx';
import { Severity } from '../severity.tsx';
import type { Live } from '../use-live.ts';
import { AlarmLink } from './alarm-link.tsx';
import { alarmRelations } from './alarm-relations.ts';
import { AlarmSilence } from './alarm-silence.tsx';

type RowProps = { alarm: Alarm; all: Alarms };

/** What a composite groups and what silences it; of the others, who tells. */
function Relations({ alarm, all }: RowProps) {
  const { members, toldBy, suppressor } = alarmRelations(alarm, all);
  const raised = members.filter(({ state }) => state === 'ALARM').length;
  const [teller] = toldBy;
  return (
    <p class="soft alarm-relations">
      {members.length > 0 && (
        <span>
          Groups {members.length} {members.length === 1 ? 'alarm' : 'alarms'}
          {raised > 0 && `, ${raised} in alarm`}.
        </span>
      )}
      {suppressor !== undefined && (
        <span>
          Silent while <AlarmLink to={suppressor} /> is in alarm.
        </span>
      )}
      {teller !== undefined && (
        <span>
          Told by <AlarmLink to={teller} />.
        </span>
      )}
    </p>
  );
}

function AlarmRow({ alarm, all }: RowProps) {
  const { mute } = alarmRelations(alarm, all);
  const facts: readonly (readonly [string, preact.ComponentChildren])[] = [
    ['Severity', <Severity key="severity" of={alarm.severity} state={alarm.state} />],
    ['Category', alarm.category],
    ['Since', <Moment key="since" at={alarm.since} now={all.generatedAt} />],
  ];
  return (
    <li class="alarm" data-state={alarm.state}>
      <div class="alarm-state">
        <Status of={alarm.state} />
        <AlarmSilence alarm={alarm} mute={mute} />
      </div>
      <div class="alarm-what">
        <h3>
          <AlarmLink to={alarm} />
        </h3>
        <p>{alarm.notices}</p>
        {alarm.type === 'metric' && <p class="soft alarm-reason">{alarm.reason}</p>}
        <Relations alarm={alarm} all={all} />
      </div>
      <dl class="alarm-facts">
        {facts.map(([name, value]) => (
          <div class="alarm-fact" key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </li>
  );
}

function Section({ id, title, alarms, all }: { id: string; title: string; alarms: readonly Alarm[]; all: Alarms }) {
  if (alarms.length === 0) return null;
  return (
    <section class="alarm-section" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <ul class="alarms">
        {alarms.map((alarm) => (
          <AlarmRow key={alarm.name} alarm={alarm} all={all} />
        ))}
      </ul>
    </section>
  );
}

/** Every alarm of the stage, the most urgent first: those that tell somebody, and those that others tell of. */
export function AlarmsView({ live }: { live: Live<Alarms> & { refresh: () => void } }) {
  return (
    <LiveView live={live} what="alarms">
      {(all) =>
        all.alarms.length === 0 ? (
          <EmptyState title="No alarms">
            CloudWatch holds no alarm of this stage. Alarms are made when the stage is deployed or started.
          </EmptyState>
        ) : (
          <>
            <Section
              id="alarms-telling"
              title="Alarms that tell somebody"
              alarms={all.alarms.filter(({ acting }) => acting)}
              all={all}
            />
            <Section
              id="alarms-told"
              title="Alarms that those look at"
              alarms={all.alarms.filter(({ acting }) => !acting)}
              all={all}
            />
          </>
        )
      }
    </LiveView>
  );
}
