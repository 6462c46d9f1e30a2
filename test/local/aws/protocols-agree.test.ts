import {
  CloudWatchClient,
  DescribeAlarmsCommand,
  GetMetricDataCommand,
  GetMetricStatisticsCommand,
  PutMetricAlarmCommand,
  type PutMetricAlarmCommandInput,
  PutMetricDataCommand,
  type PutMetricDataCommandInput,
} from '@aws-sdk/client-cloudwatch';
import { AwsQueryProtocol } from '@aws-sdk/core/protocols';
import { SmithyRpcV2CborProtocol } from '@smithy/core/cbor';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAwsServer } from '../../../local/aws/aws-server.ts';
import { listenOnLoopback } from '../../../local/aws/listen.ts';
import { loadApiModel } from '../../../local/cloudwatch/api-model.ts';

/** What the operations get, and what they answer. */
const inputs: unknown[] = [];
let output: unknown = {};
const operation = (input: unknown): unknown => {
  inputs.push(input);
  return output;
};
const names = ['PutMetricData', 'PutMetricAlarm', 'GetMetricData', 'GetMetricStatistics', 'DescribeAlarms'];

const server = createAwsServer({
  services: [
    {
      ...{
        name: 'cloudwatch',
        protocol: 'awsJson1_0',
        target: 'GraniteServiceVersion20100801',
        signingName: 'monitoring',
      },
      query: { version: '2010-08-01', namespace: 'http://monitoring.amazonaws.com/doc/2010-08-01/' },
      loadModel: loadApiModel,
      operations: Object.fromEntries(names.map((name) => [name, operation])),
    },
  ],
  control: () => ({ status: 404 }),
  now: () => 0,
  region: 'us-east-1',
  accountId: '000000000000',
  onBug: (error) => inputs.push(error),
});
let clients: readonly CloudWatchClient[] = [];

beforeAll(async () => {
  const endpoint = `http://127.0.0.1:${await listenOnLoopback(server, 0)}`;
  const settings = { endpoint, region: 'us-east-1', credentials: { accessKeyId: 'a', secretAccessKey: 'b' } };
  const protocols = [{}, { protocol: SmithyRpcV2CborProtocol }, { protocol: AwsQueryProtocol }];
  clients = protocols.map(
    (protocol) => new CloudWatchClient({ ...settings, ...protocol, disableRequestCompression: true, maxAttempts: 1 }),
  );
});
afterAll(() => {
  for (const client of clients) client.destroy();
  server.close();
  server.closeAllConnections();
});

const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 });
/** The name of an extended statistic; the SDK's own decoders disagree on keys that no service sends, such as `__proto__`. */
const percentile = fc.integer({ min: 0, max: 1_000 }).map((tenths) => `p${tenths / 10}`);
/** JSON knows no negative zero. */
const double = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0);
const time = fc.integer({ min: 0, max: 4e12 }).map((milliseconds) => new Date(milliseconds));
const dimensions = fc.array(fc.record({ Name: text, Value: text }), { maxLength: 3 });
const some = <T extends object>(model: { [K in keyof T]: fc.Arbitrary<T[K]> }, requiredKeys: (keyof T & string)[]) =>
  fc.record(model, { requiredKeys });

const datum = some(
  {
    ...{ MetricName: text, Dimensions: dimensions, Timestamp: time, Value: double },
    ...{ Values: fc.array(double, { maxLength: 4 }), Counts: fc.array(double, { maxLength: 4 }) },
    StatisticValues: fc.record({ SampleCount: double, Sum: double, Minimum: double, Maximum: double }),
    StorageResolution: fc.constantFrom(1, 60),
  },
  ['MetricName'],
);
const alarm = some(
  {
    ...{ AlarmName: text, AlarmDescription: text, ActionsEnabled: fc.boolean(), Threshold: double },
    ...{ AlarmActions: fc.array(text, { maxLength: 3 }), Dimensions: dimensions },
    ...{ EvaluationPeriods: fc.integer({ min: -5, max: 2 ** 31 - 1 }), Period: fc.nat() },
    Tags: fc.array(fc.record({ Key: text, Value: text }), { maxLength: 2 }),
  },
  ['AlarmName'],
);

/** What the clients of all protocols make of the same. */
const all = <T>(send: (client: CloudWatchClient) => Promise<T>): Promise<readonly T[]> =>
  Promise.all(clients.map(send));

async function expectSameInputs(send: (client: CloudWatchClient) => Promise<unknown>): Promise<void> {
  inputs.length = 0;
  await all(send);
  const [first, ...others] = inputs;
  expect(others).toEqual([first, first]);
}

test('the same metric data reaches the operation from every protocol', async () => {
  const MetricData = fc.array(datum, { minLength: 1, maxLength: 3 });
  await fc.assert(
    fc.asyncProperty(fc.record({ Namespace: text, MetricData }), (input: PutMetricDataCommandInput) =>
      expectSameInputs((client) => client.send(new PutMetricDataCommand(input))),
    ),
    { numRuns: 100 },
  );
});

test('the same alarm reaches the operation from every protocol', async () => {
  const required = { EvaluationPeriods: 1, ComparisonOperator: 'GreaterThanThreshold' } as const;
  await fc.assert(
    fc.asyncProperty(alarm, (input: Partial<PutMetricAlarmCommandInput> & { AlarmName: string }) =>
      expectSameInputs((client) => client.send(new PutMetricAlarmCommand({ ...required, ...input }))),
    ),
    { numRuns: 100 },
  );
});

const seconds = fc.integer({ min: 0, max: 4e12 }).map((milliseconds) => milliseconds / 1000);
const outputs: Record<string, [send: (client: CloudWatchClient) => Promise<object>, output: fc.Arbitrary<object>]> = {
  GetMetricData: [
    (client) =>
      client.send(new GetMetricDataCommand({ StartTime: undefined, EndTime: undefined, MetricDataQueries: [] })),
    fc.record({
      MetricDataResults: fc.array(
        fc.record({ Id: text, Label: text, Timestamps: fc.array(seconds), Values: fc.array(double), StatusCode: text }),
        { maxLength: 3 },
      ),
      Messages: fc.array(fc.record({ Code: text, Value: text }), { maxLength: 2 }),
    }),
  ],
  GetMetricStatistics: [
    (client) =>
      client.send(
        new GetMetricStatisticsCommand({
          ...{ Namespace: 'n', MetricName: 'm', Period: 60 },
          ...{ StartTime: new Date(0), EndTime: new Date(0) },
        }),
      ),
    fc.record({
      Label: text,
      Datapoints: fc.array(
        some(
          {
            Timestamp: seconds,
            Sum: double,
            ExtendedStatistics: fc.dictionary(percentile, double, { minKeys: 1, maxKeys: 3 }),
          },
          ['Timestamp'],
        ),
        { maxLength: 3 },
      ),
    }),
  ],
  DescribeAlarms: [
    (client) => client.send(new DescribeAlarmsCommand({})),
    fc.record({
      MetricAlarms: fc.array(
        some(
          {
            ...{ AlarmName: text, ActionsEnabled: fc.boolean(), Threshold: double, Period: fc.integer() },
            ...{
              StateUpdatedTimestamp: seconds,
              AlarmActions: fc.array(text, { maxLength: 2 }),
              Dimensions: dimensions,
            },
          },
          ['AlarmName'],
        ),
        { maxLength: 3 },
      ),
    }),
  ],
};

test.each(Object.entries(outputs))('%s answers the same in every protocol', async (_, [send, arbitrary]) => {
  await fc.assert(
    fc.asyncProperty(arbitrary, async (drawn) => {
      output = JSON.parse(JSON.stringify(drawn));
      const [first, ...others] = (await all(send)).map((answer) => ({ ...answer, $metadata: undefined }));
      expect(others).toEqual([first, first]);
    }),
    { numRuns: 100 },
  );
});
