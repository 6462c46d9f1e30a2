import { describe, expect, it } from 'vitest';
import { isJsonObject, type JsonObject } from '../../../local/aws/json.ts';
import { deployAlarms } from '../../../local/deploy/deploy-alarms.ts';
import { createMonitoringCaller } from '../../../local/deploy/monitoring-caller.ts';
import { highErrorRate } from '../../../monitoring/alarms/errors.ts';
import { shopUnavailable, tableErrors, tableFailing, tableThrottles } from '../../support/composite-examples.ts';
import { type EmbeddedCloudWatch, embedCloudWatch } from '../../support/embedded-cloudwatch.ts';

const ALL = {
  alarms: [highErrorRate, tableErrors, tableThrottles],
  composites: [tableFailing, shopUnavailable],
};
const deploy = ({ cloudWatch, clock }: EmbeddedCloudWatch, definitions = ALL) =>
  deployAlarms(createMonitoringCaller(cloudWatch.service, clock.now()), definitions);
const described = async ({ call }: EmbeddedCloudWatch): Promise<readonly JsonObject[]> => {
  const answer = await call('DescribeAlarms', { AlarmTypes: ['MetricAlarm', 'CompositeAlarm'] });
  return [answer.MetricAlarms, answer.CompositeAlarms].flat().filter(isJsonObject);
};
const names = async (embedded: EmbeddedCloudWatch) =>
  (await described(embedded)).map(({ AlarmName }) => String(AlarmName).replace('smallcart-local-', '')).sort();
const history = async ({ call }: EmbeddedCloudWatch) => {
  const answer = await call('DescribeAlarmHistory', { AlarmTypes: ['MetricAlarm', 'CompositeAlarm'] });
  return [answer.AlarmHistoryItems].flat().length;
};

describe('deployAlarms', () => {
  it('puts composites after the alarms that they name, with what silences them', async () => {
    const embedded = embedCloudWatch();
    await deploy(embedded);
    expect(await described(embedded)).toContainEqual(
      expect.objectContaining({
        AlarmName: 'smallcart-local-shop-unavailable',
        ActionsSuppressor: 'smallcart-local-table-failing',
        ActionsSuppressorWaitPeriod: 60,
        ActionsSuppressorExtensionPeriod: 120,
      }),
    );
  });

  it('has only what no composite names tell its topic, both that it is raised and that it is over', async () => {
    const embedded = embedCloudWatch();
    await deploy(embedded);
    const topic = 'arn:aws:sns:us-east-1:000000000000:smallcart-local-critical';
    const telling = (await described(embedded)).filter(({ AlarmActions, OKActions }) => {
      expect(AlarmActions).toEqual(OKActions);
      return JSON.stringify(AlarmActions) === JSON.stringify([topic]);
    });
    expect(telling.map(({ AlarmName }) => AlarmName)).toEqual([
      'smallcart-local-shop-unavailable',
      'smallcart-local-table-failing',
    ]);
  });

  it('leaves what is already so alone when it is repeated', async () => {
    const embedded = embedCloudWatch();
    await deploy(embedded);
    const before = await history(embedded);
    await deploy(embedded);
    expect(await history(embedded)).toBe(before);
  });

  it('takes a suppressor away that is no longer defined', async () => {
    const embedded = embedCloudWatch();
    await deploy(embedded);
    const { suppressor: _suppressor, ...alone } = shopUnavailable;
    await deploy(embedded, { ...ALL, composites: [tableFailing, alone] });
    const found = (await described(embedded)).find(({ AlarmName }) => String(AlarmName).endsWith('shop-unavailable'));
    expect(found).toBeDefined();
    expect(found).not.toHaveProperty('ActionsSuppressor');
  });

  it('deletes composites before the alarms that they name, in whatever order they are listed', async () => {
    const embedded = embedCloudWatch();
    const over = { ...tableFailing, id: 'a-composite-of-a-composite', rule: 'table-failing' };
    await deploy(embedded, { ...ALL, composites: [...ALL.composites, over] });
    await deploy(embedded, { alarms: [highErrorRate], composites: [] });
    expect(await names(embedded)).toEqual(['high-error-rate']);
  });

  it('leaves an alarm of an earlier release alone that a composite of the user names', async () => {
    const embedded = embedCloudWatch();
    await deploy(embedded);
    const AlarmRule = 'ALARM("smallcart-local-table-errors")';
    await embedded.call('PutCompositeAlarm', { AlarmName: 'my-own', AlarmRule });
    await deploy(embedded, { alarms: [highErrorRate], composites: [] });
    expect(await names(embedded)).toEqual(['high-error-rate', 'my-own', 'table-errors']);
  });
});
