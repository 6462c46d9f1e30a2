import './alarms.css';
import { useState } from 'preact/hooks';
import type { Alarm, Alarms } from '../../../../functions/ops/responses.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Field } from '../../ui/field.tsx';
import { Status } from '../../ui/status.tsx';
import { LiveView } from '../live-view.tsx';
import { Moment } from '../moment.tsx';
import { Severity } from '../severity.tsx';
import type { Live } from '../use-live.ts';
import { AlarmLink } from './alarm-link.tsx';
import { alarmRelations } from './alarm-relations.ts';
import { AlarmSilence } from './alarm-silence.tsx';
import { alarmsWith } from './alarms-with.ts';

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

function Facts({ alarm, now, brief }: { alarm: Alarm; now: string; brief: boolean }) {
  const { severity, state, category, since } = alarm;
  const facts: readonly (readonly [string, preact.ComponentChildren])[] = [
    ['Severity', <Severity key="severity" of={severity} state={state} />],
    ['Category', category],
    ['Since', <Moment key="since" at={since} now={now} />],
  ];
  return (
    <dl class="alarm-facts">
      {facts.map(([name, value]) => (
        <div class="alarm-fact" key={name}>
          <dt class={brief ? 'visually-hidden' : undefined}>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** An alarm; one that is OK takes no more than a line or two. */
function AlarmRow({ alarm, all }: RowProps) {
  const { mute } = alarmRelations(alarm, all);
  const brief = alarm.state === 'OK';
  return (
    <li class={brief ? 'alarm alarm-brief' : 'alarm'} data-state={alarm.state}>
      <div class="alarm-state">
        <Status of={alarm.state} />
        <AlarmSilence alarm={alarm} mute={mute} />
      </div>
      <div class="alarm-what">
        <h3>
          <AlarmLink to={alarm} />
        </h3>
        {!brief && <p>{alarm.notices}</p>}
        {!brief && alarm.type === 'metric' && <p class="soft alarm-reason">{alarm.reason}</p>}
        {!brief && <Relations alarm={alarm} all={all} />}
      </div>
      <Facts alarm={alarm} now={all.generatedAt} brief={brief} />
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

function Sections({ all }: { all: Alarms }) {
  const [text, setText] = useState('');
  const found = alarmsWith(text, all.alarms);
  return (
    <>
      <Field label="Find alarms" hint="By title, category, severity or state." class="alarm-search">
        {(control) => (
          <input {...control} type="search" value={text} onInput={(event) => setText(event.currentTarget.value)} />
        )}
      </Field>
      <p class="visually-hidden" role="status">
        {text === '' ? '' : `${found.length} found`}
      </p>
      {found.length === 0 && <p class="soft">No alarm is called or classed so.</p>}
      <Section
        id="alarms-telling"
        title="Alarms that tell somebody"
        alarms={found.filter(({ acting }) => acting)}
        all={all}
      />
      <Section
        id="alarms-told"
        title="Alarms that those look at"
        alarms={found.filter(({ acting }) => !acting)}
        all={all}
      />
    </>
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
          <Sections all={all} />
        )
      }
    </LiveView>
  );
}
