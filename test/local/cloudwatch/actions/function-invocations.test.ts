import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../../local/aws/json.ts';
import { objects } from '../../../../local/cloudwatch/read-input.ts';
import { type EmbeddedCloudWatch, embedCloudWatch } from '../../../support/embedded-cloudwatch.ts';
import { arnOf, putComposite, putSettable, setState } from '../../../support/set-alarms.ts';

const FUNCTION = 'arn:aws:lambda:us-east-1:000000000000:function:repair:live';
const MINUTE = 60_000;

type Invoked = { readonly functionArn: string; readonly payload: JsonObject; readonly at: number };

/** A system whose functions fail as often as it says, and what was invoked in it. */
function systemWithFunctions(failures = 0, before?: EmbeddedCloudWatch) {
  const invoked: Invoked[] = [];
  const errors: string[] = [];
  const system: EmbeddedCloudWatch = embedCloudWatch(before?.database, {
    ...(before && { start: before.clock.now() }),
    onError: (error) => void errors.push(String(error)),
    async invokeFunction(functionArn, payload) {
      invoked.push({ functionArn, payload, at: system.clock.now() });
      if (invoked.length <= failures) throw new Error('Unhandled: out of order');
    },
  });
  return { system, invoked, errors };
}

async function actionsOf({ call }: EmbeddedCloudWatch, AlarmName: string) {
  const { AlarmHistoryItems } = await call('DescribeAlarmHistory', { AlarmName, HistoryItemType: 'Action' });
  return objects(AlarmHistoryItems);
}

describe('a Lambda action', () => {
  it('invokes the function with both states and the configuration', async () => {
    const { system, invoked } = systemWithFunctions();
    await putSettable(system, 'single', { AlarmActions: [FUNCTION], AlarmDescription: 'Broken.' });
    await system.clock.advance(1000);
    await setState(system, 'single', 'ALARM');
    await system.clock.settled();
    expect(invoked).toMatchObject([
      {
        functionArn: FUNCTION,
        payload: {
          source: 'aws.cloudwatch',
          alarmArn: arnOf('single'),
          accountId: '000000000000',
          time: '2026-11-21T03:00:01.000+0000',
          region: 'us-east-1',
          alarmData: {
            alarmName: 'single',
            state: { value: 'ALARM', reason: 'set', timestamp: '2026-11-21T03:00:01.000+0000' },
            previousState: { value: 'OK', reason: 'set', timestamp: '2026-11-21T03:00:00.000+0000' },
            configuration: {
              description: 'Broken.',
              metrics: [
                {
                  metricStat: {
                    metric: { namespace: 'SmallCart/test', name: 'Nothing', dimensions: {} },
                    period: 60,
                    stat: 'Sum',
                  },
                  returnData: true,
                },
              ],
            },
          },
        },
      },
    ]);
    const [action] = await actionsOf(system, 'single');
    expect(action?.HistorySummary).toBe(`Successfully executed action ${FUNCTION}`);
    const { publishedMessage } = JSON.parse(String(action?.HistoryData));
    expect(JSON.parse(publishedMessage)).toEqual(invoked[0]?.payload);
  });

  it('tells after a wait the suppressed state for the one before, as CloudWatch does', async () => {
    const { system, invoked } = systemWithFunctions();
    await putSettable(system, 'child');
    await putSettable(system, 'suppressor');
    await setState(system, 'child', 'ALARM');
    await putComposite(system, 'composite', 'ALARM(child)', {
      AlarmActions: [FUNCTION],
      ActionsSuppressor: 'suppressor',
      ActionsSuppressorWaitPeriod: 120,
      ActionsSuppressorExtensionPeriod: 180,
    });
    await system.clock.advance(2 * MINUTE);
    expect(invoked[0]?.payload).toMatchObject({
      time: '2026-11-21T03:02:00.000+0000',
      alarmData: {
        state: { value: 'ALARM', timestamp: '2026-11-21T03:02:00.000+0000' },
        previousState: {
          value: 'ALARM',
          timestamp: '2026-11-21T03:00:00.000+0000',
          actionsSuppressedBy: 'WaitPeriod',
          actionsSuppressedReason: 'Actions suppressed by WaitPeriod',
        },
        configuration: { alarmRule: 'ALARM(child)', actionsSuppressor: 'suppressor' },
      },
    });
    expect(invoked[0]?.payload).not.toHaveProperty('alarmData.state.actionsSuppressedBy');
  });

  it.each([
    ['again after a minute when it fails', 1, [0, 1], 0],
    ['a third time after two minutes more', 2, [0, 1, 3], 0],
    ['no more after that, which is told', 3, [0, 1, 3], 1],
  ])('invokes the function %s', async (_, failures, minutes, told) => {
    const { system, invoked, errors } = systemWithFunctions(failures);
    await putSettable(system, 'single', { AlarmActions: [FUNCTION] });
    const start = system.clock.now();
    await setState(system, 'single', 'ALARM');
    await system.clock.advance(10 * MINUTE);
    expect(invoked.map(({ at }) => (at - start) / MINUTE)).toEqual(minutes);
    expect(errors).toHaveLength(told);
    if (told > 0) expect(errors[0]).toContain(`The alarm action ${FUNCTION} failed: Error: Unhandled: out of order`);
  });

  it('does not try again to invoke a function that is not there', async () => {
    const errors: unknown[] = [];
    let invoked = 0;
    const system = embedCloudWatch(undefined, {
      onError: (error) => errors.push(error),
      async invokeFunction() {
        invoked++;
        throw new RangeError('Function not found');
      },
    });
    await putSettable(system, 'single', { AlarmActions: [FUNCTION] });
    await setState(system, 'single', 'ALARM');
    await system.clock.advance(10 * MINUTE);
    expect(invoked).toBe(1);
    expect(errors.map(String)).toEqual([expect.stringContaining('Function not found')]);
  });

  it('goes on after a restart with what was not done', async () => {
    const before = systemWithFunctions(1);
    await putSettable(before.system, 'single', { AlarmActions: [FUNCTION] });
    await setState(before.system, 'single', 'ALARM');
    await before.system.clock.settled();
    before.system.cloudWatch.stop();
    const after = systemWithFunctions(0, before.system);
    await after.system.clock.advance(10 * MINUTE);
    expect(after.invoked.map(({ payload }) => payload)).toEqual([before.invoked[0]?.payload]);
  });

  it('fails where there are no functions, and the history says so', async () => {
    const system = embedCloudWatch();
    await putSettable(system, 'single', { AlarmActions: [FUNCTION] });
    await setState(system, 'single', 'ALARM');
    const [action] = await actionsOf(system, 'single');
    expect(action?.HistorySummary).toBe(
      `Failed to execute action ${FUNCTION}. Received error: "there are no functions to invoke here"`,
    );
  });
});
