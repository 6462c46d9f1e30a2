import type { AlarmFacts } from '../../../monitoring/alarms/alarm-definition.ts';
import type { DrillRecord } from './drill.ts';
import { isBurnWindow } from './is-burn-window.ts';
import type { StateChange } from './state-changes.ts';

const MINUTE = 60_000;

/** How an alarm came through a drill, in virtual minutes. */
export type AlarmCourse = {
  readonly alarm: AlarmFacts;
  /** From the fault's start until the alarm was raised; undefined when it was not. */
  readonly detected: number | undefined;
  /** From the fault's end until it was over for good; undefined when it was not. */
  readonly resolved: number | undefined;
};

const shown = ({ from, to, at }: StateChange, { began }: DrillRecord): string =>
  `${from} to ${to} after ${(at - began) / MINUTE} minutes`;

/** How each of the alarms that the fault has to raise came through the drill. */
export function alarmCourses(record: DrillRecord, expected: readonly AlarmFacts[]): readonly AlarmCourse[] {
  return expected.map((alarm) => {
    const own = record.changes.filter((change) => change.alarm === alarm.id);
    const raised = own.find(({ to }) => to === 'ALARM');
    const last = own.at(-1);
    return {
      alarm,
      detected: raised && (raised.at - record.began) / MINUTE,
      resolved: last?.from === 'ALARM' ? Math.max(0, (last.at - record.ended) / MINUTE) : undefined,
    };
  });
}

function courseFaults({ alarm, detected, resolved }: AlarmCourse, staysRaised: (id: string) => boolean): string[] {
  const { id, promiseMinutes } = alarm;
  if (detected === undefined) return [`${id} was not raised.`];
  const late = detected > promiseMinutes;
  return [
    ...(late ? [`${id} was raised after ${detected} minutes, its promise is ${promiseMinutes}.`] : []),
    ...(resolved === undefined && !staysRaised(id) ? [`${id} was still raised at the end.`] : []),
  ];
}

/** An alarm that is over while its fault goes on says that all is well when it is not; one that loses sight of its metric says nothing. */
function wrongEnds(record: DrillRecord, expected: readonly AlarmFacts[]): string[] {
  const { subsides = [] } = record.drill;
  return expected.flatMap(({ id }) => {
    const last = record.changes.findLast(({ alarm }) => alarm === id);
    if (last?.from !== 'ALARM') return [];
    const early = last.at <= record.ended && !subsides.includes(id);
    return [
      ...(early ? [`${id} was over after ${(last.at - record.began) / MINUTE} minutes, while the fault went on.`] : []),
      ...(last.to === 'OK' ? [] : [`${id} went to ${last.to}, not back to OK.`]),
    ];
  });
}

/** Where no alarm tells that the fault did anything. */
function servedTooFew({ drill, requests }: DrillRecord): string[] {
  const least = (drill.serves ?? 0) * drill.minutes;
  return requests >= least ? [] : [`The shop served ${requests} requests, at least ${least} were to come.`];
}

/** An alarm that is raised more than once by one fault pages more than once. */
function repeatedly(record: DrillRecord): string[] {
  const counts = new Map<string, number>();
  for (const { alarm, to } of record.changes)
    if (to === 'ALARM' && !isBurnWindow(alarm)) counts.set(alarm, (counts.get(alarm) ?? 0) + 1);
  return [...counts].filter(([, count]) => count > 1).map(([id, count]) => `${id} was raised ${count} times.`);
}

/**
 * What a drill shows to be wrong, a sentence each: exactly the expected alarms are raised, each within its promise and once,
 * all of them return, none before the fault is over, and no other alarm changes its state, then or since the drill before.
 */
export function judgeDrill(
  record: DrillRecord,
  expected: readonly AlarmFacts[],
  staysRaised: (id: string) => boolean = () => false,
): readonly string[] {
  const ids = new Set(expected.map(({ id }) => id));
  const before = record.before.changes.filter(({ alarm }) => !isBurnWindow(alarm));
  const others = record.changes.filter(({ alarm }) => !ids.has(alarm) && !isBurnWindow(alarm));
  return [
    ...record.raisedBefore.filter((id) => !isBurnWindow(id)).map((id) => `${id} was raised before the fault.`),
    ...before.map(({ alarm, from, to }) => `${alarm} went from ${from} to ${to} before the fault.`),
    ...alarmCourses(record, expected).flatMap((course) => courseFaults(course, staysRaised)),
    ...wrongEnds(record, expected),
    ...repeatedly(record),
    ...servedTooFew(record),
    ...others.map((change) => `${change.alarm} went from ${shown(change, record)}, which the fault is no proof of.`),
  ];
}
