import type { IncidentAlarm } from '../../../../functions/ops/incident-responses.ts';
import { Status } from '../../ui/status.tsx';
import { Moment } from '../moment.tsx';
import { runbookHref } from '../runbook/runbook-texts.ts';
import { grounds, measured } from './incident-words.ts';

type IncidentAlarmsProps = { alarms: readonly IncidentAlarm[]; now: string; time: URLSearchParams };

function AlarmItem({ alarm, now, time }: { alarm: IncidentAlarm; now: string; time: URLSearchParams }) {
  const { name, title, state, since, runbook } = alarm;
  const value = measured(alarm);
  const why = grounds(alarm);
  return (
    <li class="incident-alarm" data-state={state}>
      <p class="incident-alarm-head">
        <Status of={state} />
        <a href={`/ops/alarms/${encodeURIComponent(name)}`}>{title}</a>
        <span class="soft">
          since <Moment at={since} now={now} />
        </span>
      </p>
      {value !== undefined && <p class="incident-value">{value}</p>}
      {why !== undefined && <p class="soft">{why}</p>}
      {runbook !== undefined && (
        <p>
          <a href={runbookHref(runbook, time)} aria-label={`Runbook of ${title}`}>
            Runbook
          </a>
        </p>
      )}
    </li>
  );
}

/** The alarms of an incident, in the order in which they were raised: value against threshold, and why. */
export function IncidentAlarms({ alarms, now, time }: IncidentAlarmsProps) {
  return (
    <ul class="incident-alarms">
      {alarms.map((alarm) => (
        <AlarmItem key={alarm.name} alarm={alarm} now={now} time={time} />
      ))}
    </ul>
  );
}
