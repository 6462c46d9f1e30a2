import type { IncidentStep } from '../../../../functions/ops/incident-responses.ts';

/** What an alarm went into and out of again and again, as one; the steps are not empty. */
export type Fold = {
  readonly title: string;
  readonly count: number;
  readonly last: string;
  readonly steps: readonly IncidentStep[];
};

export type TimelineItem = { readonly step: IncidentStep } | { readonly fold: Fold };

/** Fewer than so many times are told one by one. */
const OFTEN = 3;

const CHANGE = /^(?<title>.+) went into (?<state>\w+)\.$/;

type Change = { readonly title: string; readonly state: string };

function changeOf({ type, text }: IncidentStep): Change | undefined {
  const { title, state } = (type === 'alarm' && CHANGE.exec(text)?.groups) || {};
  return title === undefined || state === undefined ? undefined : { title, state };
}

/** Steps in a row that are all of them changes of alarms, or one that is not. */
function runs(steps: readonly IncidentStep[]): readonly (readonly IncidentStep[])[] {
  const all: IncidentStep[][] = [];
  for (const step of steps) {
    const last = all.at(-1);
    const before = last?.at(-1);
    if (last && before && changeOf(before) && changeOf(step)) last.push(step);
    else all.push([step]);
  }
  return all;
}

function foldOf(title: string, steps: readonly IncidentStep[]): Fold | undefined {
  const raised = steps.filter((step) => changeOf(step)?.state === 'ALARM');
  const last = raised.at(-1)?.at;
  return last === undefined || raised.length < OFTEN ? undefined : { title, count: raised.length, last, steps };
}

function foldedRun(run: readonly IncidentStep[]): readonly TimelineItem[] {
  const byTitle = Map.groupBy(run, (step) => changeOf(step)?.title ?? '');
  return run.flatMap((step): readonly TimelineItem[] => {
    const title = changeOf(step)?.title;
    const fold = title === undefined ? undefined : foldOf(title, byTitle.get(title) ?? []);
    if (fold === undefined) return [{ step }];
    return fold.steps[0] === step ? [{ fold }] : [];
  });
}

/** The course of an incident: an alarm that flaps is one item, where it begins, as long as nothing but alarms’ changes lies between. */
export function foldedSteps(steps: readonly IncidentStep[]): readonly TimelineItem[] {
  return runs(steps).flatMap(foldedRun);
}
