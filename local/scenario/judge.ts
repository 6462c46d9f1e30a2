import type { StateValue } from '../../monitoring/cloudwatch.ts';
import { actionNames } from './action-names.ts';
import type { BoundTest } from './bind-scenario.ts';
import { type ActionRun, type Course, type StateChange, stateAt } from './course.ts';
import { findAlarm } from './scenario-alarm.ts';
import { formatOffset } from './time-offset.ts';

/** One thing expected beside what came of it; either side is absent where only the other exists. */
export type Finding = {
  readonly at: number;
  readonly passed: boolean;
  readonly expected?: string;
  readonly got?: string;
  /** When it came, where that is another time. */
  readonly gotAt?: number;
};

type Initial = Pick<StateChange, 'state' | 'reason'>;
const INITIAL: Initial = { state: 'INSUFFICIENT_DATA', reason: 'Unchecked: Initial alarm creation' };

/** Holds what happened against what a test expects, in the order of time. */
export function judge(bound: BoundTest, course: Course): Finding[] {
  const { test, plan } = bound;
  const own = course.changes.filter(({ alarm }) => alarm === plan.alarm.name);
  return [
    ...(test.states === undefined ? [] : judgeStates(test.states, own)),
    ...(test.actions === undefined ? [] : judgeActions(test.actions, course, plan.alarm.name)),
    ...(test.checks ?? []).flatMap((check) => judgeCheck(check, bound, course)),
    ...(test.fault === undefined ? [] : [judgeFault(test.fault.at, bound.within, own)]),
  ].toSorted((a, b) => a.at - b.at);
}

const at = (what: string, time: number): string => `${what} at ${formatOffset(time)}`;

type ExpectedState = { readonly state: StateValue; readonly at: number; readonly reason?: string | undefined };

/** Every change must be expected, and every expected one happen. */
function judgeStates(expected: readonly ExpectedState[], changes: readonly StateChange[]): Finding[] {
  const wanted = expected.map((want) => ({ ...want, text: at(want.state, want.at), same: want.state }));
  const got = changes.map((change) => ({ ...change, text: at(change.state, change.at), same: change.state }));
  const meets = (want: ExpectedState, change: StateChange): boolean =>
    want.at === change.at && want.state === change.state;
  return compare(wanted, got, meets, (want, change) => judgeReason(want.reason, want.at, change.reason));
}

function judgeReason(wanted: string | undefined, time: number, reason: string): Finding[] {
  if (wanted === undefined) return [];
  return [{ at: time, passed: reason.includes(wanted), expected: `reason: … ${wanted} …`, got: `reason: ${reason}` }];
}

type ExpectedAction = { readonly action: string; readonly at: number };

/** Every action that is run must be expected, and every expected one run. */
function judgeActions(expected: readonly ExpectedAction[], course: Course, alarm: string): Finding[] {
  const wanted = expected.map((want) => ({ ...want, text: at(`action ${want.action}`, want.at), same: want.action }));
  const got = course.actions
    .filter((run) => run.alarm === alarm)
    .map((run) => ({ ...run, name: actionNames(run.action).at(-1) ?? run.action }))
    .map((run) => ({ ...run, text: at(`action ${run.name}`, run.at), same: run.name }));
  const meets = (want: ExpectedAction, run: ActionRun): boolean =>
    want.at === run.at && actionNames(run.action).includes(want.action);
  return compare(wanted, got, meets, () => []);
}

/** What is told of one side: its text, its time, and what it has in common with its likely counterpart at another time. */
type Told = { readonly at: number; readonly text: string; readonly same: string };

/**
 * Matches what was expected with what came. What is left over on both sides stands side by side where it is of the same
 * time, or the same at another time.
 */
function compare<Want extends Told, Got extends Told>(
  wanted: readonly Want[],
  got: readonly Got[],
  meets: (want: Want, got: Got) => boolean,
  more: (want: Want, got: Got) => Finding[],
): Finding[] {
  const left = [...got];
  const take = (fits: (each: Got) => boolean): Got | undefined => {
    const index = left.findIndex(fits);
    return index < 0 ? undefined : left.splice(index, 1)[0];
  };
  const matches = wanted.map((want) => ({ want, match: take((each) => meets(want, each)) }));
  const findings = matches.flatMap(({ want, match }): Finding[] => {
    const finding = { at: want.at, expected: want.text };
    if (match !== undefined) return [{ ...finding, passed: true, got: match.text }, ...more(want, match)];
    const other = take((each) => each.at === want.at) ?? take((each) => each.same === want.same);
    return [{ ...finding, passed: false, ...(other !== undefined && { got: other.text, gotAt: other.at }) }];
  });
  return [...findings, ...left.map((each) => ({ at: each.at, passed: false, got: each.text }))];
}

type Check = NonNullable<BoundTest['test']['checks']>[number];

function judgeCheck(check: Check, { plan }: BoundTest, { changes }: Course): Finding[] {
  const { alarm } = check;
  const name = alarm === undefined ? plan.alarm.name : findAlarm({ described: '', alarms: plan.alarms }, alarm)?.name;
  const then = stateAt(changes, name ?? '', check.at) ?? INITIAL;
  const say = (state: StateValue): string => at(`${alarm === undefined ? '' : `${alarm} `}in ${state}`, check.at);
  const state: Finding[] =
    check.state === undefined
      ? []
      : [{ at: check.at, passed: then.state === check.state, expected: say(check.state), got: say(then.state) }];
  return [...state, ...judgeReason(check.reason, check.at, then.reason)];
}

function judgeFault(fault: number, within: number, changes: readonly StateChange[]): Finding {
  const alarm = changes.find((change) => change.state === 'ALARM' && change.at > fault);
  return {
    at: fault + within,
    passed: alarm !== undefined && alarm.at <= fault + within,
    expected: `ALARM within ${formatOffset(within)} of the fault at ${formatOffset(fault)}`,
    got: alarm === undefined ? 'no ALARM' : `ALARM ${formatOffset(alarm.at - fault)} after it`,
  };
}
