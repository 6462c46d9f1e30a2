import type { IncidentStep } from '../../../../functions/ops/incident-responses.ts';
import { Moment } from '../moment.tsx';
import { type Fold, foldedSteps } from './folded-steps.ts';
import { shortly } from './incident-now.ts';
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

function Step({ step, now }: { step: IncidentStep; now: string }) {
  return (
    <li class="history-item" data-state={MARKS[step.type]}>
      <Moment at={step.at} now={now} />
      <Said step={step} />
    </li>
  );
}

/** An alarm that went up and down, in one line that opens. */
function Folded({ fold: { title, count, last, steps }, now }: { fold: Fold; now: string }) {
  return (
    <li class="history-item">
      <Moment at={steps[0]?.at ?? last} now={now} />
      <details>
        <summary>{`${title} went into ALARM ${count} times, last ${shortly(last, now)}`}</summary>
        <ol class="history">
          {steps.map((step, index) => (
            <Step key={`${step.at} ${index}`} step={step} now={now} />
          ))}
        </ol>
      </details>
    </li>
  );
}

/** What happened in the course of an incident, and what people wrote of it. */
export function IncidentTimeline({ steps, now }: { steps: readonly IncidentStep[]; now: string }) {
  return (
    <ol class="history">
      {foldedSteps(steps).map((item, index) =>
        'fold' in item ? (
          <Folded key={`${item.fold.title} ${item.fold.steps[0]?.at}`} fold={item.fold} now={now} />
        ) : (
          <Step key={`${item.step.at} ${index}`} step={item.step} now={now} />
        ),
      )}
    </ol>
  );
}
