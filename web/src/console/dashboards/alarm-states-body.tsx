import type { PanelAlarm } from '../../../../functions/ops/dashboards/dashboard-responses.ts';
import type { Alarm, Alarms } from '../../../../functions/ops/responses.ts';
import { reasonFor } from '../load-failed.tsx';
import { Moment } from '../moment.tsx';
import type { Live } from '../use-live.ts';

const WORDS: Readonly<Record<Alarm['state'], string>> = {
  ALARM: 'in alarm',
  INSUFFICIENT_DATA: 'no data',
  OK: 'OK',
};
const ORDER: readonly Alarm['state'][] = ['ALARM', 'INSUFFICIENT_DATA', 'OK'];

/** `silenced`: another alarm tells of it. */
type Known = PanelAlarm & { state: Alarm['state']; since: string; silenced: boolean };

/** Until states are known, each alarm has its place already. */
function knownOf(wanted: readonly PanelAlarm[], live: Live<Alarms>): Known[] {
  if (live.status !== 'ready') return wanted.map((each) => ({ ...each, state: 'OK', since: '', silenced: false }));
  const byName = new Map(live.data.alarms.map((alarm) => [alarm.name, alarm]));
  const known = wanted.map((each): Known => {
    const { state = 'INSUFFICIENT_DATA', since = '', suppressed } = byName.get(each.name) ?? {};
    return { ...each, state, since, silenced: suppressed !== undefined };
  });
  return known.toSorted((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state));
}

/** The states of a panel's alarms, those in alarm first, each leading to its page. */
export function AlarmStatesBody({ wanted, live }: { wanted: readonly PanelAlarm[]; live: Live<Alarms> }) {
  const now = live.status === 'ready' ? live.data.generatedAt : '';
  if (live.status === 'failed') return <p class="panel-empty">{reasonFor(live.error)}</p>;
  return (
    <ul class="alarm-states" aria-busy={live.status === 'loading'}>
      {knownOf(wanted, live).map(({ name, title, severity, state, since, silenced }) => (
        <li key={name} class="alarm-chip" data-state={state} data-severity={severity}>
          <a href={`/ops/alarms/${name}`}>{title}</a>
          <span class={state === 'OK' ? 'visually-hidden' : 'alarm-chip-state'}>
            {WORDS[state]}
            {state === 'ALARM' && since !== '' && (
              <>
                {' since '}
                <Moment at={since} now={now} />
                {silenced && ', silenced'}
              </>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}
