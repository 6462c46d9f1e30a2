import { DatabaseSync } from 'node:sqlite';
import { CloudWatchClient, PutAlarmMuteRuleCommand, SetAlarmStateCommand } from '@aws-sdk/client-cloudwatch';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { auditEntries } from '../../../functions/lib/entities/audit-entry.ts';
import { applyChange } from '../../../functions/lib/incidents/apply-change.ts';
import { changeGroup } from '../../../functions/lib/incidents/change-group.ts';
import { planning } from '../../../functions/lib/incidents/planning.ts';
import type { OneAlarm } from '../../../functions/ops/alarm-responses.ts';
import { alarmAnswer } from '../../../functions/ops/read-alarm.ts';
import type { Alarms } from '../../../functions/ops/responses.ts';
import { AwsError } from '../../../local/aws/aws-error.ts';
import type { AwsService } from '../../../local/aws/aws-service.ts';
import { createClock } from '../../../local/clock.ts';
import { createCloudWatch } from '../../../local/cloudwatch/create-cloudwatch.ts';
import { deployMonitoring } from '../../../local/deploy/deploy-monitoring.ts';
import { NOON } from '../../support/http-event.ts';
import { alarmChange } from '../lib/incidents/alarm-changes.ts';
import { type EmbeddedOps, startEmbeddedOps } from './embedded-ops.ts';

const MINUTE = 60_000;
const ACTING = 'smallcart-local-ledger-mismatch';
const CHILD = 'smallcart-local-high-error-rate';
const PARENT = 'smallcart-local-shop-unavailable';
const REASON = 'The provider works on it.';

let ops: EmbeddedOps;
let cloudWatch: CloudWatchClient;
let stop: () => Promise<void>;
/** Whether CloudWatch refuses to end a mute rule. */
let isRefusing = false;

/** The service, which now and then refuses to end a mute rule. */
function refusing(service: AwsService): AwsService {
  const { DeleteAlarmMuteRule: end, ...operations } = service.operations;
  return {
    ...service,
    operations: {
      ...operations,
      DeleteAlarmMuteRule(input, context) {
        if (isRefusing) throw new AwsError('AccessDeniedException', 'No.', 403);
        return end?.(input, context);
      },
    },
  };
}

beforeAll(async () => {
  const store = new DatabaseSync(':memory:');
  const embedded = createCloudWatch({
    clock: createClock({ mode: 'simulated', speed: 1, start: NOON }),
    ...{ store, publish: () => {} },
  });
  await deployMonitoring(embedded.service, NOON);
  ops = await startEmbeddedOps([refusing(embedded.service)]);
  cloudWatch = new CloudWatchClient({ endpoint: ops.endpoint });
  stop = async () => {
    await ops.stop();
    embedded.stop();
    store.close();
  };
});
afterAll(() => stop());

const read = (name: string) => ops.get<OneAlarm>(`/api/ops/alarms/${name}`, 'viewer');
const mute = (name: string, body: object = { minutes: 30, reason: REASON }) =>
  ops.post<OneAlarm>(`/api/ops/alarms/${name}/mute`, body, 'admin');
const unmute = (name: string) => ops.send('DELETE', `/api/ops/alarms/${name}/mute`, 'admin');
const audited = async (target: string) => {
  const { data } = await auditEntries().query.byMonth({ month: '2026-06' }).go();
  return data.filter((entry) => entry.target === target).map(({ action, details }) => [action, details]);
};
const setState = (AlarmName: string, StateReasonData: string) =>
  cloudWatch.send(
    new SetAlarmStateCommand({ AlarmName, StateValue: 'ALARM', StateReason: 'So it is.', StateReasonData }),
  );

describe('an alarm', () => {
  test('says what decided about its state, the datapoints with their times', async () => {
    const time = (minute: number) => `2026-06-01T11:0${minute}:00.000+0000`;
    await setState(
      ACTING,
      JSON.stringify({
        ...{ version: '1.0', queryDate: time(9), startDate: time(4), period: 60, threshold: 1 },
        recentDatapoints: [0, 2.5],
        evaluatedDatapoints: [{ timestamp: time(6), sampleCount: 1, value: 2.5 }, { timestamp: time(5) }],
      }),
    );
    const { body } = await read(ACTING);
    expect(body.alarm).toMatchObject({ name: ACTING, state: 'ALARM', acting: true });
    expect(body.evidence).toEqual({
      words: 'Of the last 3 datapoints, 1 was at or above 1 and 1 was missing; it takes 1 of 1 to raise the alarm.',
      queriedAt: '2026-06-01T11:09:00.000Z',
      points: [
        { at: '2026-06-01T11:04:00.000Z', value: 0, threshold: 1, breaching: false },
        { at: '2026-06-01T11:05:00.000Z', breaching: false },
        { at: '2026-06-01T11:06:00.000Z', value: 2.5, threshold: 1, breaching: true },
      ],
      triggers: [],
    });
  });

  test('says why in CloudWatch’s words where its data says nothing', async () => {
    await setState(ACTING, '{}');
    expect((await read(ACTING)).body.evidence).toEqual({ words: 'So it is.', points: [], triggers: [] });
  });

  test('that is a composite names the alarms that put it into its state', async () => {
    await setState(CHILD, '{}');
    const { body } = await read(PARENT);
    expect(body.alarm).toMatchObject({ type: 'composite', state: 'ALARM' });
    expect(body.evidence.triggers).toEqual([{ name: CHILD, state: 'ALARM', at: new Date(NOON).toISOString() }]);
  });

  test('names the incidents that it belongs to, and no other', async () => {
    const open = async (name: string, group: string) => {
      const change = alarmChange(name, { name, group, at: NOON - MINUTE });
      return (await changeGroup(group, (before) => applyChange(before, change), planning(NOON)))?.incident?.id;
    };
    const id = await open(ACTING, 'ledger');
    await open('smallcart-local-other', 'other');
    expect((await read(ACTING)).body.incidents).toMatchObject([{ id, status: 'open' }]);
  });

  test('leads to the time since it is in ALARM, or else to that in which it left it', async () => {
    const until = async () => {
      const { links } = await alarmAnswer(ACTING, NOON + 60 * MINUTE);
      return links.flatMap(({ url }) => new URL(url).searchParams.get('to') ?? [])[0];
    };
    await setState(ACTING, '{}');
    expect(await until()).toBe(new Date(NOON + 60 * MINUTE).toISOString());
    await cloudWatch.send(new SetAlarmStateCommand({ AlarmName: ACTING, StateValue: 'OK', StateReason: 'Over.' }));
    expect(await until()).toBe(new Date(NOON + 5 * MINUTE).toISOString());
  });

  test.each(['smallcart-local-none', 'smallcart-production-ledger-mismatch', 'x'])('%s is not one', async (name) => {
    expect((await read(name)).status).toBe(404);
    expect((await mute(name)).status).toBe(404);
    expect(await unmute(name)).toBe(404);
  });
});

describe('muting an alarm', () => {
  test('lasts as long as it was asked for, is seen by everybody, and the audit log says who did it', async () => {
    const until = new Date(NOON + 30 * MINUTE).toISOString();
    const expected = { kind: 'alarm', reason: REASON, until, alarms: [ACTING] };
    expect(await mute(ACTING)).toMatchObject({ status: 200, body: { mute: expected } });
    expect((await read(ACTING)).body.mute).toEqual(expected);
    expect((await ops.get<Alarms>('/api/ops/alarms', 'viewer')).body.mutes).toEqual([expected]);
    expect(await audited(ACTING)).toEqual([['alarm.mute', '{"minutes":30}']]);
  });

  test('again takes the place of what it was before', async () => {
    await mute(ACTING, { minutes: 5, reason: 'Nearly done.' });
    const { body } = await ops.get<Alarms>('/api/ops/alarms', 'viewer');
    expect(body.mutes).toMatchObject([{ reason: 'Nearly done.', until: new Date(NOON + 5 * MINUTE).toISOString() }]);
  });

  test('ends when somebody says so, once', async () => {
    expect([await unmute(ACTING), await unmute(ACTING)]).toEqual([204, 204]);
    expect((await read(ACTING)).body).not.toHaveProperty('mute');
    expect((await audited(ACTING)).filter(([action]) => action === 'alarm.unmute')).toHaveLength(1);
  });

  const byHand = (Expression: string) =>
    cloudWatch.send(
      new PutAlarmMuteRuleCommand({
        Name: 'smallcart-local-muted-ledger-mismatch',
        Rule: { Schedule: { Expression, Duration: 'PT10M', Timezone: 'UTC' } },
        MuteTargets: { AlarmNames: [ACTING] },
      }),
    );
  const unmutings = async () => (await audited(ACTING)).filter(([action]) => action === 'alarm.unmute').length;

  test('that is over is not ended once more', async () => {
    const before = await unmutings();
    await byHand('at(2026-06-01T11:50)');
    expect(await unmute(ACTING)).toBe(204);
    expect(await unmutings()).toBe(before);
  });

  test('by a schedule that somebody wrote by hand is ended as well', async () => {
    const before = await unmutings();
    await byHand('cron(0 * * * *)');
    expect(await unmute(ACTING)).toBe(204);
    expect(await unmutings()).toBe(before + 1);
    expect((await read(ACTING)).body).not.toHaveProperty('mute');
  });

  test('is what one sees of an alarm that is silent for something else as well, and may end', async () => {
    const Rule = { Schedule: { Expression: 'at(2026-06-01T12:00)', Duration: 'PT10M', Timezone: 'UTC' } };
    const MuteTargets = { AlarmNames: [ACTING] };
    await cloudWatch.send(
      new PutAlarmMuteRuleCommand({ Name: 'smallcart-local-deployment-1', Rule, MuteTargets, Description: 'Release.' }),
    );
    await mute(ACTING);
    expect((await read(ACTING)).body.mute).toMatchObject({ kind: 'alarm', reason: REASON });
    expect(await unmute(ACTING)).toBe(204);
    expect((await read(ACTING)).body.mute).toMatchObject({ kind: 'deployment', reason: 'Release.' });
  });

  test('never ends without a trace, whatever becomes of it on the way', async () => {
    await mute(ACTING);
    const before = await unmutings();
    isRefusing = true;
    expect(await unmute(ACTING)).toBe(502);
    isRefusing = false;
    expect((await read(ACTING)).body.mute).toMatchObject({ kind: 'alarm' });
    expect(await unmutings()).toBe(before + 1);
    expect(await unmute(ACTING)).toBe(204);
  });

  test('is refused where the alarm tells nobody anyway', async () => {
    expect(await mute(CHILD)).toMatchObject({ status: 409, body: { type: 'urn:problem:not-acting' } });
  });

  const refused: Record<string, object> = {
    'for no time': { minutes: 0, reason: REASON },
    'for more than a day': { minutes: 1_441, reason: REASON },
    'for parts of a minute': { minutes: 1.5, reason: REASON },
    'for no reason': { minutes: 5, reason: '  ' },
    'for a reason on two lines': { minutes: 5, reason: 'So\nit is.' },
    'for a reason that is too long': { minutes: 5, reason: 'x'.repeat(201) },
    'without a time': { reason: REASON },
  };
  test.each(Object.entries(refused))('%s is refused', async (_, body) => {
    expect((await mute(ACTING, body)).status).toBe(400);
  });
});
