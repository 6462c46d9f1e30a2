import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { AwsError } from '../../../local/aws/aws-error.ts';
import type { VerificationContext } from '../../../operations/deploy/verification.ts';
import { createAlarmWatch } from '../../../operations/verify/alarm-watch.ts';
import type { Check } from '../../../operations/verify/check.ts';
import { createCloudWatchCaller } from '../../../operations/verify/cloudwatch-caller.ts';
import { createVerifications } from '../../../operations/verify/verifications.ts';
import { watch } from '../../../operations/verify/watch.ts';
import { type CloudWatchServer, startCloudWatchServer } from '../../support/cloudwatch-server.ts';
import { putComposite, putSettable, setState } from '../../support/set-alarms.ts';

const ALARM = 'smallcart-local-high-error-rate';
const topic = (name: string) => ({ AlarmActions: [`arn:aws:sns:us-east-1:000000000000:${name}`] });

let server: CloudWatchServer;
beforeEach(async () => {
  server = await startCloudWatchServer();
  await putSettable(server.system, ALARM, topic('smallcart-local-critical'));
});
afterEach(() => server.stop());

/** What happens in each minute, by its number. */
type Course = Readonly<Record<number, () => unknown>>;

function contextOf(course: Course, signal: AbortSignal): VerificationContext {
  const { clock } = server.system;
  let minute = 0;
  const never = () => Promise.reject(new Error('A watch changes nothing.'));
  return {
    target: {
      place: { kind: 'local', stage: 'local', awsPort: server.port },
      access: {
        endpoint: `http://127.0.0.1:${server.port}`,
        region: 'us-east-1',
        credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
      },
      now: async () => clock.now(),
      pace: async () => undefined,
      async wait(milliseconds) {
        await course[++minute]?.();
        await clock.advance(milliseconds);
      },
      ...{ faults: never, live: never, isThere: never, plan: never, provision: never, shift: never, restore: never },
    },
    ...{ siteUrl: 'https://shop.example', version: '0123456789ab', functionVersions: { catalog: '7' } },
    ...{ settings: { canaryPercent: 10, canaryMinutes: 3, bakeMinutes: 3 }, startedAt: clock.now(), signal },
  };
}

async function untilFailed(checks: AsyncIterable<Check>): Promise<Check[]> {
  const made: Check[] = [];
  for await (const check of checks) {
    made.push(check);
    if (check.status === 'failed') break;
  }
  return made;
}

async function watched(course: Course, minutes = 3, signal = new AbortController().signal): Promise<Check[]> {
  const context = contextOf(course, signal);
  const alarms = createAlarmWatch(createCloudWatchCaller(context.target.place, context.target.access));
  await alarms.look();
  return untilFailed(watch(context, { name: 'Bake', minutes, shared: false, alarms }));
}

const goOff = (name = ALARM) => setState(server.system, name, 'ALARM');
const recover = () => setState(server.system, ALARM, 'OK');

describe('a watch', () => {
  test('tells each minute, by the stage’s clock', async () => {
    const checks = await watched({});
    expect(checks.map(({ name, status }) => [name, status])).toEqual([
      ['Bake: minute 1 of 3', 'passed'],
      ['Bake: minute 2 of 3', 'passed'],
      ['Bake: minute 3 of 3', 'passed'],
    ]);
    expect(checks.map(({ startedAt, endedAt }) => endedAt - startedAt)).toEqual([60_000, 60_000, 60_000]);
    expect(checks[0]?.detail).toBe('No alarm went off; no requests yet.');
  });

  test('of no minutes looks at nothing', async () => {
    expect(await watched({}, 0)).toEqual([]);
  });

  test('ends with an alarm that goes off, and names it', async () => {
    const checks = await watched({ 2: goOff });
    expect(checks.map(({ status }) => status)).toEqual(['passed', 'failed']);
    expect(checks.at(-1)?.detail).toBe('Alarms went off: high-error-rate.');
  });

  test('ends with a composite alarm as with any other', async () => {
    await putComposite(server.system, 'smallcart-local-any', `ALARM("${ALARM}")`, topic('smallcart-local-warning'));
    await setState(server.system, 'smallcart-local-any', 'OK');
    const checks = await watched({ 1: () => setState(server.system, 'smallcart-local-any', 'ALARM') });
    expect(checks.map(({ status, detail }) => [status, detail])).toEqual([['failed', 'Alarms went off: any.']]);
  });

  test('names an alarm that was in ALARM before, and blames the release for it only when it recovers and goes off again', async () => {
    await goOff();
    const checks = await watched({ 2: recover, 3: goOff });
    expect(checks.map(({ status, detail }) => [status, detail])).toEqual([
      ['passed', 'No alarm went off; no requests yet. In ALARM since before: high-error-rate.'],
      ['passed', 'No alarm went off; no requests yet.'],
      ['failed', 'Alarms went off: high-error-rate.'],
    ]);
  });

  test.each([
    ['that is for information', 'smallcart-local-deployment-done', 'smallcart-local-info'],
    ['of what sells well', 'smallcart-local-low-stock', 'smallcart-local-warning'],
    ['of the deployment before', 'smallcart-local-failed-deployment', 'smallcart-local-warning'],
    ['of another stage', 'smallcart-other-high-error-rate', 'smallcart-other-critical'],
    ['that composites alone tell of, for information', 'smallcart-local-done', undefined, 'severity: info'],
    ['that is a window of a burn rate', 'smallcart-local-slo-x-1h', undefined, 'severity: critical\ncategory: SLO'],
    ['on a burn rate, which reaches back', 'smallcart-local-burn', 'smallcart-local-critical', 'category: SLO'],
  ])('is not ended by an alarm %s', async (_, name, to, facts = '') => {
    const AlarmDescription = `Somebody notices something.\n${facts}`;
    await putSettable(server.system, name, { AlarmDescription, ...(to === undefined ? {} : topic(to)) });
    const checks = await watched({ 1: () => goOff(name) });
    expect(checks.map(({ status }) => status)).toEqual(['passed', 'passed', 'passed']);
  });

  test('rejects when it is to stop', async () => {
    const stop = new AbortController();
    await expect(watched({ 2: () => stop.abort(new Error('stopped')) }, 3, stop.signal)).rejects.toThrow('stopped');
  });
});

describe('the verifications of one deployment', () => {
  const checked = () => {
    const context = contextOf({}, new AbortController().signal);
    const { newVersions, canary } = createVerifications();
    return {
      first: () => untilFailed(newVersions({ ...context, functionVersions: {} })),
      next: () => untilFailed(canary(context)),
    };
  };

  test('blame it for an alarm that goes off while nobody looks, but not for one that had before it got a request', async () => {
    await goOff();
    const one = checked();
    await one.first();
    const later = 'smallcart-local-table-errors';
    await putSettable(server.system, later, topic('smallcart-local-critical'));
    await goOff(later);
    expect((await one.next()).map(({ status, detail }) => [status, detail])).toEqual([
      ['failed', 'Alarms went off: table-errors. In ALARM since before: high-error-rate.'],
    ]);
  });

  test('know nothing of another deployment’s', async () => {
    await checked().first();
    await goOff();
    const other = checked();
    await other.first();
    expect((await other.next()).map(({ status }) => status)).toEqual(['passed', 'passed', 'passed']);
  });
});

describe('a CloudWatch that does not answer', () => {
  type Operations = Record<string, unknown>;
  const operations = () => server.system.cloudWatch.service.operations as Operations;
  let usual: unknown;
  const silence = () => {
    usual = operations().DescribeAlarms;
    operations().DescribeAlarms = () => {
      throw new AwsError('InvalidParameterCombination', 'not now');
    };
  };
  const answerAgain = () => {
    operations().DescribeAlarms = usual;
  };

  test('for two minutes is told; the release is judged by what is seen after them', async () => {
    const checks = await watched({ 1: silence, 3: answerAgain, 4: goOff }, 5);
    expect(checks.map(({ status }) => status)).toEqual(['passed', 'passed', 'passed', 'failed']);
    expect(checks[0]?.detail).toMatch(/^Not seen: .*cloudwatch:DescribeAlarms/);
  });

  test.each([
    ['for three minutes', 5, 3],
    ['in the last minute', 2, 2],
  ])('%s is no release that was seen to be well', async (_, minutes, failing) => {
    const course = failing === 3 ? { 1: silence } : { [failing]: silence };
    const checks = await watched(course, minutes);
    answerAgain();
    expect(checks.map(({ status }) => status)).toEqual([...Array(failing - 1).fill('passed'), 'failed']);
  });
});
