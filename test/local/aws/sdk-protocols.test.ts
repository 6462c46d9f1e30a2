import {
  CloudWatchClient,
  type CloudWatchClientConfig,
  DeleteAlarmsCommand,
  DescribeAlarmHistoryCommand,
  DescribeAlarmsCommand,
  GetDashboardCommand,
  GetMetricDataCommand,
  GetMetricStatisticsCommand,
  GetMetricWidgetImageCommand,
  ListMetricsCommand,
  ListTagsForResourceCommand,
  PutDashboardCommand,
  PutMetricAlarmCommand,
  PutMetricDataCommand,
  SetAlarmStateCommand,
} from '@aws-sdk/client-cloudwatch';
import { AwsQueryProtocol } from '@aws-sdk/core/protocols';
import { SmithyRpcV2CborProtocol } from '@smithy/core/cbor';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CloudWatchServer, startCloudWatchServer } from '../../support/cloudwatch-server.ts';
import { START } from '../../support/embedded-cloudwatch.ts';

type Protocol = Pick<CloudWatchClientConfig, 'protocol' | 'disableRequestCompression'>;

const protocols: Record<string, Protocol> = {
  awsJson1_0: {},
  // The SDK's own CBOR protocol announces the length of the body before it is packed; it cannot pack any.
  'rpc-v2-cbor': { protocol: SmithyRpcV2CborProtocol, disableRequestCompression: true },
  awsQuery: { protocol: AwsQueryProtocol },
};

let server: CloudWatchServer;
const clients: CloudWatchClient[] = [];

beforeAll(async () => {
  server = await startCloudWatchServer();
});
afterAll(async () => {
  for (const client of clients) client.destroy();
  await server.stop();
});

function connect(protocol: Protocol): CloudWatchClient {
  const client = new CloudWatchClient({
    ...protocol,
    endpoint: `http://127.0.0.1:${server.port}`,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
  });
  clients.push(client);
  return client;
}

const minutes = (count: number): Date => new Date(START + count * 60_000);
const range = { StartTime: minutes(-10), EndTime: minutes(0) };

describe.each(Object.entries(protocols))('the SDK over %s', (name, protocol) => {
  const Namespace = `Shop/${name}`;
  const AlarmName = `late orders over ${name}`;
  let client: CloudWatchClient;

  beforeAll(async () => {
    client = connect(protocol);
    const Dimensions = [{ Name: 'shop', Value: 'A & <B> "1"' }];
    await client.send(
      new PutMetricDataCommand({
        Namespace,
        MetricData: [
          { MetricName: 'Orders', Dimensions, Timestamp: minutes(-3), Value: 0 },
          {
            MetricName: 'Orders',
            Dimensions,
            Timestamp: minutes(-2),
            Values: [1.5, 1e-5],
            Counts: [2, 1],
            Unit: 'None',
          },
          {
            ...{ MetricName: 'Orders', Dimensions, Timestamp: minutes(-1), StorageResolution: 1 },
            StatisticValues: { SampleCount: 3, Sum: 3e10, Minimum: 1, Maximum: 2e10 },
          },
        ],
      }),
    );
    await client.send(
      new PutMetricAlarmCommand({
        ...{ AlarmName, Namespace, MetricName: 'Orders', Dimensions, Statistic: 'Sum', Period: 60 },
        ...{ EvaluationPeriods: 3, DatapointsToAlarm: 2, Threshold: 7.25, TreatMissingData: 'breaching' },
        ...{ ComparisonOperator: 'LessThanThreshold', ActionsEnabled: false, AlarmActions: [] },
        Tags: [{ Key: 'team', Value: 'käse' }],
      }),
    );
  });

  test('lists what was put, with its characters', async () => {
    const { Metrics } = await client.send(new ListMetricsCommand({ Namespace }));
    const Dimensions = [{ Name: 'shop', Value: 'A & <B> "1"' }];
    expect(Metrics).toEqual([{ Namespace, MetricName: 'Orders', Dimensions }]);
  });

  test('reads values and times of metric data and math', async () => {
    const Metric = { Namespace, MetricName: 'Orders', Dimensions: [{ Name: 'shop', Value: 'A & <B> "1"' }] };
    const answer = await client.send(
      new GetMetricDataCommand({
        ...range,
        ScanBy: 'TimestampAscending',
        MetricDataQueries: [
          { Id: 'sum', MetricStat: { Metric, Period: 60, Stat: 'Sum' }, Label: 'a "label"' },
          { Id: 'half', Expression: 'sum / 2' },
          { Id: 'none', MetricStat: { Metric: { Namespace, MetricName: 'None' }, Period: 60, Stat: 'p99.9' } },
        ],
      }),
    );
    const Timestamps = [minutes(-3), minutes(-2), minutes(-1)];
    expect(answer.MetricDataResults).toEqual([
      { Id: 'sum', Label: 'a "label"', Timestamps, Values: [0, 3.00001, 3e10], StatusCode: 'Complete' },
      { Id: 'half', Label: 'half', Timestamps, Values: [0, 1.500005, 1.5e10], StatusCode: 'Complete' },
      { Id: 'none', Label: 'None', Timestamps: [], Values: [], StatusCode: 'Complete' },
    ]);
  });

  test('reads statistics, percentiles too', async () => {
    const metric = { Namespace, MetricName: 'Orders', Dimensions: [{ Name: 'shop', Value: 'A & <B> "1"' }] };
    const statistics = await client.send(
      new GetMetricStatisticsCommand({ ...metric, ...range, Period: 300, Statistics: ['SampleCount', 'Maximum'] }),
    );
    expect(statistics.Datapoints).toEqual([{ Timestamp: minutes(-5), SampleCount: 7, Maximum: 2e10, Unit: 'None' }]);
    const percentiles = await client.send(
      new GetMetricStatisticsCommand({
        ...metric,
        ...{ StartTime: minutes(-2), EndTime: minutes(-1), Period: 60, ExtendedStatistics: ['p100'] },
      }),
    );
    expect(percentiles.Datapoints).toEqual([
      { Timestamp: minutes(-2), ExtendedStatistics: { p100: 1.5 }, Unit: 'None' },
    ]);
  });

  test('reads an alarm back with numbers, booleans, empty lists and the times of its state', async () => {
    const { MetricAlarms = [] } = await client.send(new DescribeAlarmsCommand({ AlarmNames: [AlarmName] }));
    expect(MetricAlarms[0]).toMatchObject({
      ...{ AlarmName, Threshold: 7.25, EvaluationPeriods: 3, DatapointsToAlarm: 2, ActionsEnabled: false },
      ...{ AlarmActions: [], StateUpdatedTimestamp: new Date(START), TreatMissingData: 'breaching' },
    });
    const ResourceARN = MetricAlarms[0]?.AlarmArn;
    const { Tags } = await client.send(new ListTagsForResourceCommand({ ResourceARN }));
    expect(Tags).toEqual([{ Key: 'team', Value: 'käse' }]);
  });

  test('changes a state and reads its history', async () => {
    await client.send(new SetAlarmStateCommand({ AlarmName, StateValue: 'OK', StateReason: 'tried & found\nwell' }));
    const input = { AlarmName, HistoryItemType: 'StateUpdate', StartDate: minutes(-1), EndDate: minutes(1) } as const;
    const { AlarmHistoryItems = [] } = await client.send(new DescribeAlarmHistoryCommand(input));
    expect(AlarmHistoryItems.map((item) => item.HistorySummary)).toEqual([
      'Alarm updated from INSUFFICIENT_DATA to OK',
    ]);
    expect(JSON.parse(AlarmHistoryItems[0]?.HistoryData ?? '').newState.stateReason).toBe('tried & found\nwell');
  });

  test('keeps the body of a dashboard to the letter', async () => {
    const DashboardBody = '{ "widgets": [\n\t{"type":"text","properties":{"markdown":"<b>é</b> & ]]>"}}] }';
    await client.send(new PutDashboardCommand({ DashboardName: name, DashboardBody }));
    const dashboard = await client.send(new GetDashboardCommand({ DashboardName: name }));
    expect(dashboard.DashboardBody).toBe(DashboardBody);
  });

  test('stores every datum of a large body', async () => {
    const MetricData = Array.from({ length: 500 }, (_, index) => ({ MetricName: 'Packed', Value: index }));
    await client.send(new PutMetricDataCommand({ Namespace, MetricData }));
    const { Datapoints = [] } = await client.send(
      new GetMetricStatisticsCommand({
        ...{ Namespace, MetricName: 'Packed', StartTime: minutes(0), EndTime: minutes(1), Period: 60 },
        Statistics: ['Sum', 'SampleCount'],
      }),
    );
    expect(Datapoints).toMatchObject([{ Sum: 124_750, SampleCount: 500 }]);
  });

  test('gets errors as the exceptions of the API', async () => {
    await expect(client.send(new GetDashboardCommand({ DashboardName: 'none' }))).rejects.toMatchObject({
      message: 'Dashboard none does not exist',
      $metadata: { httpStatusCode: 404 },
      $fault: 'client',
    });
    await expect(client.send(new PutMetricDataCommand({ Namespace: 'AWS/x', MetricData: [] }))).rejects.toMatchObject({
      name: 'InvalidParameterValueException',
      $metadata: { httpStatusCode: 400 },
    });
    const forgotten = new SetAlarmStateCommand({ AlarmName: 'none', StateValue: 'OK', StateReason: 'why' });
    await expect(client.send(forgotten)).rejects.toMatchObject({ name: 'ResourceNotFound' });
  });

  test('gets a picture as the bytes of a PNG, the same in every protocol', async () => {
    const metrics = [[Namespace, 'Orders', 'shop', 'A & <B> "1"', { label: 'orders' }]];
    const MetricWidget = JSON.stringify({ metrics, width: 200, height: 120, start: '-PT1H' });
    const { MetricWidgetImage } = await client.send(new GetMetricWidgetImageCommand({ MetricWidget }));
    const inProcess = await server.system.cloudWatch.service.operations.GetMetricWidgetImage?.(
      { MetricWidget },
      { now: START, region: 'us-east-1', accountId: '000000000000' },
    );
    expect(
      Buffer.from(MetricWidgetImage ?? [])
        .subarray(1, 4)
        .toString(),
    ).toBe('PNG');
    expect(Buffer.from(MetricWidgetImage ?? []).equals(picture(inProcess))).toBe(true);
  });

  test('deletes with an operation that answers nothing', async () => {
    await client.send(new DeleteAlarmsCommand({ AlarmNames: [AlarmName] }));
    const { MetricAlarms } = await client.send(new DescribeAlarmsCommand({ AlarmNames: [AlarmName] }));
    expect(MetricAlarms).toEqual([]);
  });
});

/** The picture in the output of an operation that was called in process. */
function picture(output: unknown): Buffer {
  const image: unknown =
    output instanceof Object && 'MetricWidgetImage' in output ? output.MetricWidgetImage : undefined;
  return Buffer.from(image instanceof Uint8Array ? image : []);
}
