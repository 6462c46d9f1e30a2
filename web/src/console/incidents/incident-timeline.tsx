import type { IncidentStep } from '../../../../functions/ops/incident-responses.ts';
import { Moment } from '../moment.tsx';
import { Person } from './person.tsx';

const MARKS: Readonly<Record<IncidentStep['type'], string | undefined>> = {
  opened: 'ALARM',
  alarm: undefined,
  raised: 'ALARM',
  acknowledged: undefined,
  escalated: undefined,
  note: 'note',
  resolved: 'OK',
  reopened: 'ALARM',
};

function Said({ step: { type, text, by } }: { step: IncidentStep }) {
  if (type !== 'note') return <p>{text}</p>;
  return (
    <div class="note">
      <p class="soft">{by !== undefined && <Person by={by} />} noted</p>
      <p class="note-text">{text}</p>
    </div>
  );
}

/** What happened in the course of an incident, and what people wrote of it. */
export function IncidentTimeline({ steps, now }: { steps: readonly IncidentStep[]; now: string }) {
  return (
    <ol class="history">
      {steps.map((step, index) => (
        <li class="history-item" data-state={MARKS[step.type]} key={`${step.at} ${index}`}>
          <Moment at={step.at} now={now} />
          <Said step={step} />
        </li>
      ))}
    </ol>
  );
}
