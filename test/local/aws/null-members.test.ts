import { DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import { cbor } from '@smithy/core/cbor';
import { expect, test } from 'vitest';
import { serveCloudWatch } from '../../support/serve-cloudwatch.ts';

const { client, port } = await serveCloudWatch();

/** What clients send that write absent members as null. */
const ALARM = {
  ...{ MetricName: 'm', Namespace: 'n', Statistic: 'Sum', Period: 60, EvaluationPeriods: 1, Threshold: 1 },
  ...{ ComparisonOperator: 'GreaterThanThreshold', TreatMissingData: null, ActionConfiguration: null },
  Metrics: null,
};

const requests: Record<string, (input: object) => { path: string; headers: Record<string, string>; body: Uint8Array }> =
  {
    awsJson1_0: (input) => ({
      path: '/',
      headers: {
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': 'GraniteServiceVersion20100801.PutMetricAlarm',
      },
      body: Buffer.from(JSON.stringify(input)),
    }),
    'rpc-v2-cbor': (input) => ({
      path: '/service/GraniteServiceVersion20100801/operation/PutMetricAlarm',
      headers: { 'content-type': 'application/cbor', 'smithy-protocol': 'rpc-v2-cbor' },
      body: cbor.serialize(input),
    }),
  };

test.each(Object.entries(requests))('a member that is null is absent over %s', async (AlarmName, request) => {
  const { path, headers, body } = request({ ...ALARM, AlarmName, Dimensions: [{ Name: '__proto__', Value: 'kept' }] });
  const answer = await fetch(`http://127.0.0.1:${port}${path}`, { method: 'POST', headers, body: Buffer.from(body) });
  expect(answer.status).toBe(200);
  const { MetricAlarms } = await client.send(new DescribeAlarmsCommand({ AlarmNames: [AlarmName] }));
  expect(MetricAlarms?.[0]).not.toHaveProperty('TreatMissingData');
  expect(MetricAlarms?.[0]?.Dimensions).toEqual([{ Name: '__proto__', Value: 'kept' }]);
});
