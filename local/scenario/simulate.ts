import { DatabaseSync } from 'node:sqlite';
import { createClock } from '../clock.ts';
import { type CloudWatch, createCloudWatch } from '../cloudwatch/create-cloudwatch.ts';
import type { Course, Evaluation } from './course.ts';
import { type Every, feedSeries } from './feed-series.ts';
import type { Plan } from './plan.ts';
import { type Call, readCourse } from './read-course.ts';
import { watchedMetrics } from './watched-metric.ts';

const MINUTE = 60_000;
const TEN_SECONDS = 10_000;

/**
 * Runs alarms over series in an embedded CloudWatch of their own, on a clock that starts at `start` and runs to `end`.
 * @throws AwsError when CloudWatch refuses an alarm, or whatever an evaluation throws
 */
export async function simulate(plan: Plan, options: { readonly evaluations: boolean }): Promise<Course> {
  const clock = createClock({ mode: 'simulated', speed: 1, start: plan.start });
  const database = new DatabaseSync(':memory:');
  const errors: unknown[] = [];
  const { region, accountId } = plan.alarm;
  const onError = (error: unknown): void => void errors.push(error);
  const cloudWatch = createCloudWatch({ clock, store: database, publish: () => undefined, region, accountId, onError });
  const call: Call = async (operation, input) => {
    const run = cloudWatch.service.operations[operation];
    if (run === undefined) throw new RangeError(`The embedded CloudWatch has no operation ${operation}.`);
    return run(input, { now: clock.now(), region, accountId });
  };
  try {
    feedSeries(plan, cloudWatch, clock.every);
    cloudWatch.startEvaluation();
    for (const { kind, input } of plan.alarms)
      await call(kind === 'metric' ? 'PutMetricAlarm' : 'PutCompositeAlarm', input);
    for (const rule of plan.muteRules) await call('PutAlarmMuteRule', rule);
    const evaluations: Evaluation[] = [];
    if (options.evaluations) observe(plan, cloudWatch, clock.every, evaluations);
    const course = await readCourse(plan, clock.advance, call);
    if (errors.length > 0) throw errors[0];
    return { ...course, evaluations };
  } finally {
    clock.stop();
    cloudWatch.stop();
    database.close();
  }
}

/** Looks at what each evaluation looked at, right after it. */
function observe({ alarm, alarms, start }: Plan, cloudWatch: CloudWatch, every: Every, into: Evaluation[]): void {
  const fine = watchedMetrics(alarms).some(({ period }) => period < 60);
  every(fine ? TEN_SECONDS : MINUTE, (tick) => {
    const range = cloudWatch.evaluationRange(alarm.name, tick);
    if (range !== undefined) into.push({ at: tick - start, range });
  });
}
