import { randomUUID } from 'node:crypto';
import {
  BatchGetTracesCommand,
  GetSamplingRulesCommand,
  GetServiceGraphCommand,
  GetTraceGraphCommand,
  GetTraceSummariesCommand,
  InvalidRequestException,
  PutTraceSegmentsCommand,
  paginateGetTraceSummaries,
  XRayClient,
} from '@aws-sdk/client-xray';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAwsServer } from '../../../local/aws/aws-server.ts';
import { listenOnLoopback } from '../../../local/aws/listen.ts';
import { openTraceGroups } from '../../../local/xray/trace-groups.ts';
import { createXrayService } from '../../../local/xray/xray-service.ts';
import { realStart, scratchTraces, segment, segmentId, subsegment, traceId } from './traces.ts';

const checkoutRule = {
  ...{ ruleName: 'shop-checkout', serviceName: 'shop-checkout' },
  ...{ priority: 1_100, reservoirSize: 5, fixedRate: 0.5 },
};
const scratch = scratchTraces();
const bugs: unknown[] = [];
const server = createAwsServer({
  services: [createXrayService(scratch.traces, openTraceGroups(scratch.store, randomUUID), [checkoutRule])],
  control: () => ({ status: 404 }),
  now: () => realStart * 1_000,
  region: 'us-east-1',
  accountId: '000000000000',
  onBug: (error) => bugs.push(error),
});
let client: XRayClient;

beforeAll(async () => {
  const endpoint = `http://127.0.0.1:${await listenOnLoopback(server, 0)}`;
  client = new XRayClient({ endpoint, region: 'us-east-1', credentials: { accessKeyId: 'a', secretAccessKey: 'b' } });
});
afterAll(() => {
  expect(bugs).toEqual([]);
  client.destroy();
  server.close();
  server.closeAllConnections();
  scratch.remove();
});

const put = (...documents: unknown[]) =>
  client.send(
    new PutTraceSegmentsCommand({
      TraceSegmentDocuments: documents.map((document) =>
        typeof document === 'string' ? document : JSON.stringify(document),
      ),
    }),
  );
const at = (seconds: number) => new Date((realStart + seconds) * 1_000);

/** Checkout writes the table and, through the outbox, a queue that fulfilment reads. */
function order(n: number, offset: number) {
  const trace_id = traceId(n);
  const times = (from: number, to: number) => ({
    start_time: realStart + offset + from,
    end_time: realStart + offset + to,
  });
  const id = (k: number) => segmentId(n * 100 + k);
  const route = {
    name: 'POST /api/checkout',
    id: id(3),
    ...times(0.1, 0.9),
    annotations: { route: '/api/checkout', status: 201 },
    http: { request: { method: 'POST', url: '/api/checkout' }, response: { status: 201 } },
  };
  const table = subsegment(0, {
    id: id(4),
    name: 'DynamoDB',
    namespace: 'aws',
    aws: { table_name: 'shop', operation: 'TransactWriteItems' },
    ...times(0.2, 0.4),
  });
  const queue = subsegment(0, {
    id: id(6),
    name: 'SQS',
    namespace: 'aws',
    aws: { queue_url: 'http://127.0.0.1/000000000000/orders', operation: 'SendMessage' },
    ...times(1.1, 1.2),
  });
  return [
    segment(0, { id: id(1), trace_id, name: 'checkout', origin: 'AWS::Lambda', ...times(0, 1) }),
    segment(0, {
      id: id(2),
      trace_id,
      name: 'checkout',
      origin: 'AWS::Lambda::Function',
      parent_id: id(1),
      ...times(0.05, 0.95),
      subsegments: [{ ...route, subsegments: [table] }],
    }),
    segment(0, { id: id(5), trace_id, name: 'outbox', parent_id: id(4), ...times(1, 1.3), subsegments: [queue] }),
    segment(0, { id: id(7), trace_id, name: 'fulfilment', parent_id: id(6), ...times(2, 2.5) }),
  ];
}

test('an order is one trace from checkout to fulfilment: summary, documents and graph agree', async () => {
  expect((await put(...order(1, 0))).UnprocessedTraceSegments).toEqual([]);
  const { TraceSummaries } = await client.send(
    new GetTraceSummariesCommand({ StartTime: at(0), EndTime: at(1), FilterExpression: 'service("fulfilment")' }),
  );
  expect(TraceSummaries).toHaveLength(1);
  expect(TraceSummaries?.[0]).toMatchObject({
    Id: traceId(1),
    StartTime: at(0),
    Duration: 2.5,
    ResponseTime: 1,
    HasFault: false,
    HasError: false,
    IsPartial: false,
    Http: { HttpMethod: 'POST', HttpURL: '/api/checkout', HttpStatus: 201 },
    Annotations: {
      route: [
        {
          AnnotationValue: { StringValue: '/api/checkout' },
          ServiceIds: [{ Name: 'checkout', Type: 'AWS::Lambda::Function' }],
        },
      ],
      status: [{ AnnotationValue: { NumberValue: 201 } }],
    },
    EntryPoint: { Name: 'checkout', Type: 'AWS::Lambda' },
  });
  expect(TraceSummaries?.[0]?.ServiceIds?.map(({ Name, Type }) => [Name, Type])).toEqual([
    ['checkout', 'AWS::Lambda'],
    ['checkout', 'AWS::Lambda::Function'],
    ['shop', 'AWS::DynamoDB::Table'],
    ['outbox', undefined],
    ['orders', 'AWS::SQS::Queue'],
    ['fulfilment', undefined],
  ]);

  const { Traces, UnprocessedTraceIds } = await client.send(
    new BatchGetTracesCommand({ TraceIds: [traceId(1), traceId(999)] }),
  );
  expect(UnprocessedTraceIds).toEqual([traceId(999)]);
  expect(Traces).toMatchObject([{ Id: traceId(1), Duration: 2.5 }]);
  const documents = Traces?.[0]?.Segments?.map(({ Document }) => JSON.parse(Document ?? '')) ?? [];
  expect(documents.map(({ name }) => name)).toEqual([
    'checkout',
    'checkout',
    'DynamoDB',
    'outbox',
    'SQS',
    'fulfilment',
  ]);
  expect(documents[1].subsegments[0].subsegments[0].aws.table_name).toBe('shop');

  const { Services = [] } = await client.send(new GetTraceGraphCommand({ TraceIds: [traceId(1)] }));
  const names = new Map(Services.map(({ ReferenceId, Name, Type }) => [ReferenceId, `${Name}:${Type ?? ''}`]));
  const edges = Services.flatMap((service) =>
    (service.Edges ?? []).map((edge) => `${names.get(service.ReferenceId)} > ${names.get(edge.ReferenceId)}`),
  );
  expect(edges.sort()).toEqual([
    'checkout:AWS::Lambda > checkout:AWS::Lambda::Function',
    'checkout:AWS::Lambda::Function > shop:AWS::DynamoDB::Table',
    'checkout:client > checkout:AWS::Lambda',
    'orders:AWS::SQS::Queue > fulfilment:',
    'outbox: > orders:AWS::SQS::Queue',
    'shop:AWS::DynamoDB::Table > outbox:',
  ]);
});

test('the service graph counts what ended between two times', async () => {
  const own = (n: number, members = {}) =>
    segment(n, {
      trace_id: traceId(n),
      name: 'counted',
      start_time: realStart + 1_000,
      end_time: realStart + 1_000.25,
      ...members,
    });
  const { end_time: _, ...open } = own(16);
  await put(
    { ...open, in_progress: true },
    own(11),
    own(12, { error: true }),
    own(13, { error: true, throttle: true }),
    own(14, { fault: true }),
    own(15, { start_time: realStart + 2_000, end_time: realStart + 2_001 }),
  );
  const { Services } = await client.send(new GetServiceGraphCommand({ StartTime: at(900), EndTime: at(1_100) }));
  const expected = {
    OkCount: 1,
    ErrorStatistics: { ThrottleCount: 1, OtherCount: 1, TotalCount: 2 },
    FaultStatistics: { OtherCount: 1, TotalCount: 1 },
    TotalCount: 4,
    TotalResponseTime: 1,
  };
  expect(Services).toMatchObject([
    {
      Name: 'counted',
      Root: true,
      SummaryStatistics: expected,
      ResponseTimeHistogram: [{ Value: 0.25, Count: 4 }],
      Edges: [],
    },
    { Name: 'counted', Type: 'client', Edges: [{ ReferenceId: 0, SummaryStatistics: expected }] },
  ]);
});

test("summaries are given newest first and the SDK's paginator sees each once", async () => {
  const ids = Array.from({ length: 230 }, (_, index) => traceId(5_000 + index));
  await put(
    ...ids.map((trace_id, index) =>
      segment(index + 1, { trace_id, start_time: realStart + 3_000 + index, end_time: realStart + 4_000 }),
    ),
  );
  const seen: (string | undefined)[] = [];
  const sizes: (number | undefined)[] = [];
  for await (const page of paginateGetTraceSummaries({ client }, { StartTime: at(3_000), EndTime: at(3_999) })) {
    seen.push(...(page.TraceSummaries ?? []).map((summary) => summary.Id));
    sizes.push(page.TraceSummaries?.length);
  }
  expect(seen).toEqual(ids.toReversed());
  expect(sizes).toEqual([100, 100, 30]);
});

test('segments that cannot be read are answered as unprocessed, the others are taken', async () => {
  const answer = await put(
    '{',
    segment(1, { trace_id: traceId(50) }),
    segment(2, { trace_id: 'x' }),
    segment(3, { trace_id: traceId(50), name: '' }),
  );
  expect(answer.UnprocessedTraceSegments).toEqual([
    { ErrorCode: 'ParseError', Message: 'Invalid segment. ErrorCode: ParseError' },
    { Id: segmentId(2), ErrorCode: 'InvalidTraceId', Message: 'Invalid segment. ErrorCode: InvalidTraceId' },
    { Id: segmentId(3), ErrorCode: 'InvalidName', Message: 'Invalid segment. ErrorCode: InvalidName' },
  ]);
  expect(scratch.traces.trace(traceId(50))?.segments).toHaveLength(1);
});

const refused: Record<string, () => Promise<unknown>> = {
  'a malformed filter expression': () =>
    client.send(new GetTraceSummariesCommand({ StartTime: at(0), EndTime: at(1), FilterExpression: 'fault =' })),
  'an end before the start': () => client.send(new GetTraceSummariesCommand({ StartTime: at(1), EndTime: at(0) })),
  'no start': () => client.send(new GetTraceSummariesCommand({ StartTime: undefined, EndTime: at(0) })),
  'a token that was never given': () =>
    client.send(new GetTraceSummariesCommand({ StartTime: at(0), EndTime: at(1), NextToken: 'junk' })),
  'six traces at once': () => client.send(new BatchGetTracesCommand({ TraceIds: Array(6).fill(traceId(1)) })),
  'a graph over more than six hours': () =>
    client.send(new GetServiceGraphCommand({ StartTime: at(0), EndTime: at(6 * 3_600 + 1) })),
};

test.each(Object.entries(refused))('%s is an InvalidRequestException', async (_, run) => {
  await expect(run()).rejects.toThrow(InvalidRequestException);
});

test('the sampling rules are told in the order in which they are asked, X-Ray’s own last', async () => {
  const { SamplingRuleRecords, NextToken } = await client.send(new GetSamplingRulesCommand({}));
  expect(NextToken).toBeUndefined();
  const any = {
    ServiceType: '*',
    Host: '*',
    HTTPMethod: '*',
    URLPath: '*',
    ResourceARN: '*',
    Version: 1,
    Attributes: {},
  };
  expect(SamplingRuleRecords?.map(({ SamplingRule }) => SamplingRule)).toEqual([
    {
      ...any,
      ...{ RuleName: 'shop-checkout', RuleARN: 'arn:aws:xray:us-east-1:000000000000:sampling-rule/shop-checkout' },
      ...{ ServiceName: 'shop-checkout', Priority: 1_100, ReservoirSize: 5, FixedRate: 0.5 },
    },
    {
      ...any,
      ...{ RuleName: 'Default', RuleARN: 'arn:aws:xray:us-east-1::sampling-rule/Default' },
      ...{ ServiceName: '*', Priority: 10_000, ReservoirSize: 1, FixedRate: 0.05 },
    },
  ]);
});

test('a page of sampling rules that does not exist is refused', async () => {
  await expect(client.send(new GetSamplingRulesCommand({ NextToken: 'next' }))).rejects.toThrow(
    InvalidRequestException,
  );
});
