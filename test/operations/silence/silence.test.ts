import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../local/aws/json.ts';
import { muteRules } from '../../../operations/silence/mute-rule.ts';
import { createSilence, type Silence } from '../../../operations/silence/silence.ts';
import { createCloudWatchCaller } from '../../../operations/verify/cloudwatch-caller.ts';
import { type CloudWatchServer, startCloudWatchServer } from '../../support/cloudwatch-server.ts';
import { putComposite, putSettable, setState } from '../../support/set-alarms.ts';

const TOPIC = 'arn:aws:sns:us-east-1:000000000000:smallcart-local-critical';
const told = { AlarmActions: [TOPIC], OKActions: [TOPIC] };
const described = (category: string) => ({
  AlarmDescription: `Nothing works.\nseverity: critical\ncategory: ${category}`,
});

let server: CloudWatchServer;
beforeEach(async () => {
  server = await startCloudWatchServer();
  await putSettable(server.system, 'smallcart-local-errors', { ...described('service') });
  await putComposite(server.system, 'smallcart-local-shop', 'ALARM("smallcart-local-errors")', {
    ...{ ...described('service'), ...told, InsufficientDataActions: [] },
  });
  await putSettable(server.system, 'smallcart-local-heartbeat', { ...described('telemetry'), ...told });
  await putSettable(server.system, 'smallcart-local-failed-deployment', { ...described('delivery'), ...told });
  await putSettable(server.system, 'smallcart-other-errors', { ...described('service'), ...told });
  published().length = 0;
});
afterEach(() => server.stop());

const published = () => server.system.published;
const subjects = () => published().map(({ subject }) => subject.replace(/ in .*/, ''));
const now = () => server.system.clock.now();
function silenceOf(kind: 'deployment' | 'maintenance', port = server.port) {
  const access = {
    endpoint: `http://127.0.0.1:${port}`,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  };
  return createSilence(createCloudWatchCaller({ kind: 'local', stage: 'local', awsPort: port }, access), kind);
}
const raise = (name: string) => setState(server.system, name, 'ALARM');

describe('maintenance', () => {
  test('mutes all that tells anybody of the stage, and nothing of another', async () => {
    expect(await silenceOf('maintenance').begin(now(), 60, 'The table moves.')).toBe(3);
    for (const id of ['errors', 'heartbeat', 'failed-deployment']) await raise(`smallcart-local-${id}`);
    expect(subjects()).toEqual([]);
    await raise('smallcart-other-errors');
    expect(subjects()).toEqual(['ALARM: "smallcart-other-errors"']);
  });

  test('that ends has what is still wrong told, and nothing else', async () => {
    const silence = silenceOf('maintenance');
    await silence.begin(now(), 60, 'The table moves.');
    await raise('smallcart-local-errors');
    await raise('smallcart-local-heartbeat');
    await setState(server.system, 'smallcart-local-heartbeat', 'OK');
    expect(await silence.end()).toBe(true);
    expect(subjects()).toContain('ALARM: "smallcart-local-shop"');
    expect(subjects()).not.toContain('ALARM: "smallcart-local-heartbeat"');
    expect([await silence.end(), await silence.current()]).toEqual([false, []]);
  });

  test('ends by itself when its time has come', async () => {
    await silenceOf('maintenance').begin(now(), 60, 'The table moves.');
    await raise('smallcart-local-failed-deployment');
    await server.system.clock.advance(62 * 60_000);
    expect(subjects()).toContain('ALARM: "smallcart-local-failed-deployment"');
    const silence = silenceOf('maintenance');
    expect([await silence.current(), await silence.end()]).toEqual([[], false]);
  });

  test('is told: why, and until when', async () => {
    const silence = silenceOf('maintenance');
    const begun = now();
    await silence.begin(begun, 60, 'The table moves.');
    expect(await silence.current()).toEqual([
      { ruleName: 'smallcart-local-maintenance-1', reason: 'The table moves.', until: begun + 60 * 60_000 },
    ]);
  });

  test('that is announced again takes the place of the one before', async () => {
    const silence = silenceOf('maintenance');
    await silence.begin(now(), 60, 'The table moves.');
    await silence.begin(now(), 5, 'Nearly done.');
    expect(await silence.current()).toMatchObject([{ reason: 'Nearly done.', until: now() + 5 * 60_000 }]);
  });

  test('that is announced again for fewer alarms leaves none muted that needed a rule more', async () => {
    const silence = silenceOf('maintenance');
    const [rule] = muteRules('local', 'maintenance', {
      ...{ alarmNames: ['smallcart-local-heartbeat'], now: now(), minutes: 60, reason: 'The table moves.' },
    });
    await server.system.call('PutAlarmMuteRule', { ...rule, Name: 'smallcart-local-maintenance-2' } as JsonObject);
    expect(await silence.current()).toHaveLength(1);
    await silence.begin(now(), 5, 'Nearly done.');
    expect(await silence.current()).toMatchObject([{ ruleName: 'smallcart-local-maintenance-1' }]);
  });
});

describe('a deployment', () => {
  test('mutes neither what tells of deployments nor what tells of telemetry', async () => {
    expect(await silenceOf('deployment').begin(now(), 30, 'A release takes over.')).toBe(1);
    for (const id of ['errors', 'heartbeat', 'failed-deployment']) await raise(`smallcart-local-${id}`);
    expect(subjects()).toEqual(['ALARM: "smallcart-local-heartbeat"', 'ALARM: "smallcart-local-failed-deployment"']);
  });

  test('ends its own silence alone', async () => {
    await silenceOf('maintenance').begin(now(), 60, 'The table moves.');
    await silenceOf('deployment').begin(now(), 30, 'A release takes over.');
    await silenceOf('deployment').end();
    await raise('smallcart-local-errors');
    expect(subjects()).toEqual([]);
  });
});

test.each<[string, (silence: Silence) => Promise<unknown>]>([
  ['begin', (silence) => silence.begin(0, 1, 'Why.')],
  ['end', (silence) => silence.end()],
  ['be told', (silence) => silence.current()],
])('a silence cannot %s while CloudWatch does not answer, and that is said', async (_, ask) => {
  const { port } = server;
  await server.stop();
  await expect(ask(silenceOf('maintenance', port))).rejects.toThrow(/Nothing listens on port/);
  server = await startCloudWatchServer();
});
