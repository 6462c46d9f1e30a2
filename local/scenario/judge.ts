import type { StateValue } from '../../monitoring/cloudwatch.ts';
import { physicalName } from '../../monitoring/physical-name.ts';
import { STAGE } from '../deploy/place.ts';
import type { BoundTest } from './bind-scenario.ts';
import { findAlarm } from './scenario-alarm.ts';
import type { Course, StateChange } from './simulate.ts';
import { formatOffset } from './time-offset.ts';

/** One thing expected beside what came of it; either side is absent where only the other exists. */
export type Finding = {
  readonly at: number;
  readonly passed: boolean;
  readonly expected?: string;
  readonly got?: string;
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
  const left = [...changes];
  const wanted = expected.flatMap((want): Finding[] => {
    const index = left.findIndex((change) => change.at === want.at && change.state === want.state);
    const [change] = index < 0 ? [] : left.splice(index, 1);
    const text = at(want.state, want.at);
    if (change === undefined) return [{ at: want.at, passed: false, expected: text }];
    const found = { at: want.at, passed: true, expected: text, got: text };
    return [found, ...judgeReason(want.reason, want.at, change.reason)];
  });
  return [...wanted, ...left.map((change) => ({ at: change.at, passed: false, got: at(change.state, change.at) }))];
}

function judgeReason(wanted: string | undefined, time: number, reason: string): Finding[] {
  if (wanted === undefined) return [];
  return [{ at: time, passed: reason.includes(wanted), expected: `because … ${wanted} …`, got: `because ${reason}` }];
}

type ExpectedAction = { readonly action: string; readonly at: number };

/** Every action that is run must be expected, and every expected one run. */
function judgeActions(expected: readonly ExpectedAction[], course: Course, alarm: string): Finding[] {
  const left = course.actions.filter((run) => run.alarm === alarm);
  const wanted = expected.map((want): Finding => {
    const index = left.findIndex((run) => run.at === want.at && namesOf(run.action).includes(want.action));
    const [run] = index < 0 ? [] : left.splice(index, 1);
    const text = at(`action ${want.action}`, want.at);
    return { at: want.at, passed: run !== undefined, expected: text, ...(run !== undefined && { got: text }) };
  });
  const unexpected = left.map((run) => ({
    at: run.at,
    passed: false,
    got: at(`action ${namesOf(run.action).at(-1)}`, run.at),
  }));
  return [...wanted, ...unexpected];
}

/** What a scenario may call an action: its ARN, the last part of it, and for a topic of ours its severity. */
function namesOf(arn: string): string[] {
  const last = arn.split(':').at(-1) ?? arn;
  const prefix = physicalName(STAGE, '');
  return [arn, last, ...(last.startsWith(prefix) ? [last.slice(prefix.length)] : [])];
}

type Check = NonNullable<BoundTest['test']['checks']>[number];

function judgeCheck(check: Check, { plan }: BoundTest, { changes }: Course): Finding[] {
  const { alarm } = check;
  const name = alarm === undefined ? plan.alarm.name : findAlarm({ described: '', alarms: plan.alarms }, alarm)?.name;
  const then = changes.findLast((change) => change.alarm === name && change.at <= check.at) ?? INITIAL;
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
