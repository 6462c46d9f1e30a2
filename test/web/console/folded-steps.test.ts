import { describe, expect, test } from 'vitest';
import type { IncidentStep } from '../../../functions/ops/incident-responses.ts';
import { foldedSteps } from '../../../web/src/console/incidents/folded-steps.ts';

const at = (minute: number) => new Date(Date.UTC(2026, 10, 21, 3, minute)).toISOString();

/** Steps a minute apart: those without a type are changes of an alarm. */
function steps(...said: readonly (string | [type: IncidentStep['type'], text: string])[]): readonly IncidentStep[] {
  return said.map((each, minute) => {
    const [type, text] = typeof each === 'string' ? (['alarm', `${each}.`] as const) : each;
    return { at: at(minute), type, text };
  });
}

function told(all: readonly IncidentStep[]): readonly string[] {
  return foldedSteps(all).map((item) =>
    'step' in item ? item.step.text : `${item.fold.title} ${item.fold.count} times, last ${item.fold.last}`,
  );
}

const [up, down, other] = ['Slow went into ALARM', 'Slow went into OK', 'Down went into ALARM'];
const opened: [IncidentStep['type'], string] = ['opened', 'The incident opened, warning.'];

describe('what happened', () => {
  const cases: Record<string, [given: readonly IncidentStep[], lines: readonly string[]]> = {
    'tells once of an alarm that flaps, where it begins, whatever others do meanwhile': [
      steps(opened, up, down, other, up, down, up, down),
      [opened[1], `Slow 3 times, last ${at(6)}`, `${other}.`],
    ],
    'tells one by one of an alarm that was raised twice': [steps(up, down, up), [`${up}.`, `${down}.`, `${up}.`]],
    'goes on anew after what is no change of an alarm': [
      steps(up, down, up, ['note', up], up, down, up),
      [`${up}.`, `${down}.`, `${up}.`, up, `${up}.`, `${down}.`, `${up}.`],
    ],
    'takes what somebody noted for no change': [
      steps(['note', `${up}.`], ['note', `${up}.`], ['note', `${up}.`]),
      [`${up}.`, `${up}.`, `${up}.`],
    ],
  };
  test.each(Object.entries(cases))('%s', (_sentence, [given, lines]) => expect(told(given)).toEqual(lines));

  test('keeps every step of what it folds', () => {
    const given = steps(up, down, up, down, up);
    expect(foldedSteps(given)).toMatchObject([{ fold: { steps: given } }]);
  });
});
