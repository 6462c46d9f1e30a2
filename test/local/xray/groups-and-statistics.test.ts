import { randomUUID } from 'node:crypto';
import {
  CreateGroupCommand,
  DeleteGroupCommand,
  GetGroupCommand,
  GetGroupsCommand,
  GetInsightSummariesCommand,
  GetServiceGraphCommand,
  GetTimeSeriesServiceStatisticsCommand,
  type GetTimeSeriesServiceStatisticsCommandInput,
  GetTraceSummariesCommand,
  InvalidRequestException,
  paginateGetTimeSeriesServiceStatistics,
  UpdateGroupCommand,
  XRayClient,
} from '@aws-sdk/client-xray';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createAwsServer } from '../../../local/aws/aws-server.ts';
import { listenOnLoopback } from '../../../local/aws/listen.ts';
import { openTraceGroups } from '../../../local/xray/trace-groups.ts';
import { createXrayService } from '../../../local/xray/xray-service.ts';
import { realStart, scratchTraces, segment, segmentId, subsegment, traceId } from './traces.ts';

const scratch = scratchTraces();
const bugs: unknown[] = [];
const server = createAwsServer({
  services: [createXrayService(scratch.traces, openTraceGroups(scratch.store, randomUUID))],
  control: () => ({ status: 404 }),
  now: () => realStart * 1_000,
  region: 'us-east-1',
  accountId: '000000000000',
  onBug: (error) => bugs.push(error),
});
let client: XRayClient;

/** Starts of whole minutes. */
const minute = Math.ceil(realStart / 60) * 60;
const at = (seconds: number) => new Date((minute + seconds) * 1_000);
const hour = { StartTime: at(0), EndTime: at(3_600) };

type Request = { n: number; second: number; ms: number; fault?: boolean };

/** A shop that asks its table, once. */
function put({ n, second, ms, fault = false }: Request): void {
  const start_time = minute + second;
  const times = { start_time, end_time: start_time + ms / 1_000 };
  const table = subsegment(0, {
    ...{ id: segmentId(2 * n + 1), name: 'DynamoDB', namespace: 'aws', ...times },
    aws: { operation: 'Query', table_name: 'stock' },
  });
  const own = { id: segmentId(2 * n), trace_id: traceId(n), name: 'shop', ...times, fault };
  scratch.traces.put(segment(0, { ...own, annotations: { stage: 'one' }, subsegments: [table] }), 'virtual');
}

beforeAll(async () => {
  const endpoint = `http://127.0.0.1:${await listenOnLoopback(server, 0)}`;
  client = new XRayClient({ endpoint, region: 'us-east-1', credentials: { accessKeyId: 'a', secretAccessKey: 'b' } });
  put({ n: 1, second: 10, ms: 100 });
  put({ n: 2, second: 50, ms: 300, fault: true });
  put({ n: 3, second: 130, ms: 200 });
});
afterAll(() => {
  expect(bugs).toEqual([]);
  client.destroy();
  server.close();
  server.closeAllConnections();
  scratch.remove();
});

describe('groups', () => {
  const insights = { InsightsEnabled: false, NotificationsEnabled: false };

  test('are made, found by name and ARN, changed and deleted', async () => {
    const { Group } = await client.send(
      new CreateGroupCommand({ GroupName: 'broken', FilterExpression: 'fault', Tags: [{ Key: 'a', Value: 'b' }] }),
    );
    expect(Group).toEqual({
      ...{ GroupName: 'broken', FilterExpression: 'fault', InsightsConfiguration: insights },
      GroupARN: expect.stringMatching(/^arn:aws:xray:us-east-1:000000000000:group\/broken\/[0-9A-Z]{32}$/),
    });
    const { GroupARN } = Group ?? {};
    const InsightsConfiguration = { InsightsEnabled: true };
    const { Group: changed } = await client.send(new UpdateGroupCommand({ GroupARN, InsightsConfiguration }));
    expect(changed).toEqual({ ...Group, InsightsConfiguration: { ...insights, InsightsEnabled: true } });
    expect((await client.send(new GetGroupCommand({ GroupName: 'broken' }))).Group).toEqual(changed);
    await client.send(new DeleteGroupCommand({ GroupARN }));
    await expect(client.send(new GetGroupCommand({ GroupName: 'broken' }))).rejects.toThrow(InvalidRequestException);
  });

  test('are listed by name after the default one, page by page', async () => {
    const names = Array.from({ length: 22 }, (_, index) => `g${String(index).padStart(2, '0')}`);
    for (const GroupName of names) await client.send(new CreateGroupCommand({ GroupName }));
    const first = await client.send(new GetGroupsCommand({}));
    const second = await client.send(new GetGroupsCommand({ NextToken: first.NextToken }));
    const listed = [...(first.Groups ?? []), ...(second.Groups ?? [])].map(({ GroupName }) => GroupName);
    expect(listed).toEqual(['Default', ...names]);
    expect(second.NextToken).toBeUndefined();
    for (const GroupName of names) await client.send(new DeleteGroupCommand({ GroupName }));
  });

  test('are at most 25', async () => {
    const names = Array.from({ length: 25 }, (_, index) => `g${index}`);
    for (const GroupName of names) await client.send(new CreateGroupCommand({ GroupName }));
    await expect(client.send(new CreateGroupCommand({ GroupName: 'one-more' }))).rejects.toThrow('at most 25 groups');
    for (const GroupName of names) await client.send(new DeleteGroupCommand({ GroupName }));
  });

  test('survive a restart, with their ARN', async () => {
    const { Group } = await client.send(new CreateGroupCommand({ GroupName: 'kept', FilterExpression: 'fault' }));
    const again = openTraceGroups(scratch.store, randomUUID).find('kept');
    expect(Group?.GroupARN).toMatch(new RegExp(`group/${again?.path}$`));
    await client.send(new DeleteGroupCommand({ GroupName: 'kept' }));
  });

  test('are what a map, statistics and summaries are of', async () => {
    await client.send(new CreateGroupCommand({ GroupName: 'faults', FilterExpression: 'fault' }));
    const FilterExpression = 'group.name = "faults" AND annotation.stage = "one"';
    await client.send(new CreateGroupCommand({ GroupName: 'within', FilterExpression }));
    for (const GroupName of ['faults', 'within']) {
      const { Services } = await client.send(new GetServiceGraphCommand({ ...hour, GroupName }));
      expect(Services?.map(({ Name, SummaryStatistics }) => [Name, SummaryStatistics?.TotalCount])).toEqual([
        ['shop', 1],
        ['shop', undefined],
        ['stock', 1],
      ]);
    }
    const { TraceSummaries } = await client.send(new GetTraceSummariesCommand({ ...hour, FilterExpression }));
    expect(TraceSummaries?.map(({ Id }) => Id)).toEqual([traceId(2)]);
    const ofAll = await client.send(new GetServiceGraphCommand({ ...hour, GroupName: 'Default' }));
    expect(ofAll.Services?.[0]?.SummaryStatistics?.TotalCount).toBe(3);
  });

  const refused: Record<string, () => Promise<unknown>> = {
    'of a name that is taken': () => client.send(new CreateGroupCommand({ GroupName: 'faults' })),
    'named like the default one': () => client.send(new CreateGroupCommand({ GroupName: 'Default' })),
    'of a name that is too long': () => client.send(new CreateGroupCommand({ GroupName: 'x'.repeat(33) })),
    'of a name with other characters': () => client.send(new CreateGroupCommand({ GroupName: 'a b' })),
    'without a name': () => client.send(new CreateGroupCommand({ GroupName: undefined })),
    'whose filter cannot be read': () =>
      client.send(new CreateGroupCommand({ GroupName: 'new', FilterExpression: 'fault =' })),
    'whose filter leads back to itself': () =>
      client.send(new UpdateGroupCommand({ GroupName: 'faults', FilterExpression: 'group.name = "within"' })),
    'whose filter is too long': () =>
      client.send(new CreateGroupCommand({ GroupName: 'new', FilterExpression: 'ok '.repeat(667) })),
    'that notify without insights': () =>
      client.send(new CreateGroupCommand({ GroupName: 'n', InsightsConfiguration: { NotificationsEnabled: true } })),
    'that is the default one, to be changed': () =>
      client.send(new UpdateGroupCommand({ GroupName: 'Default', FilterExpression: 'ok' })),
    'that is the default one, to be deleted': () => client.send(new DeleteGroupCommand({ GroupName: 'Default' })),
    'that is not named': () => client.send(new GetGroupCommand({})),
    'that does not exist': () => client.send(new GetServiceGraphCommand({ ...hour, GroupName: 'nobody' })),
    'after one that was never listed': () => client.send(new GetGroupsCommand({ NextToken: 'nobody' })),
  };
  test.each(Object.entries(refused))('a group %s is an InvalidRequestException', async (_, run) => {
    await expect(run()).rejects.toThrow(InvalidRequestException);
  });

  test('have no insights', async () => {
    const { InsightSummaries } = await client.send(new GetInsightSummariesCommand({ ...hour, GroupName: 'Default' }));
    expect(InsightSummaries).toEqual([]);
    await expect(client.send(new GetInsightSummariesCommand(hour))).rejects.toThrow(InvalidRequestException);
  });
});

describe('statistics over time', () => {
  const ask = async (asked: Partial<GetTimeSeriesServiceStatisticsCommandInput> = {}) => {
    const { TimeSeriesServiceStatistics = [] } = await client.send(
      new GetTimeSeriesServiceStatisticsCommand({ StartTime: at(0), EndTime: at(180), ...asked }),
    );
    return TimeSeriesServiceStatistics;
  };

  test('of a service are told for each minute, also those in which nothing happened', async () => {
    const told = await ask({ EntitySelectorExpression: 'service("shop")' });
    expect(
      told.map(({ Timestamp, ServiceSummaryStatistics, ResponseTimeHistogram }) => ({
        at: Timestamp,
        ok: ServiceSummaryStatistics?.OkCount,
        faults: ServiceSummaryStatistics?.FaultStatistics?.TotalCount,
        seconds: ServiceSummaryStatistics?.TotalResponseTime,
        histogram: ResponseTimeHistogram?.map(({ Value }) => Value),
      })),
    ).toEqual([
      { at: at(0), ok: 1, faults: 1, seconds: 0.4, histogram: [0.1, 0.3] },
      { at: at(60), ok: 0, faults: 0, seconds: 0, histogram: [] },
      { at: at(120), ok: 1, faults: 0, seconds: 0.2, histogram: [0.2] },
    ]);
  });

  const counts: Record<
    string,
    [asked: Partial<GetTimeSeriesServiceStatisticsCommandInput>, edge: boolean, counts: number[]]
  > = {
    'of an edge': [{ EntitySelectorExpression: 'edge("shop", "stock")' }, true, [2, 0, 1]],
    'of every edge, without a selector: from outside and to the table': [{}, true, [4, 0, 2]],
    'of every service': [{ EntitySelectorExpression: 'service()' }, false, [4, 0, 2]],
    'of an id': [{ EntitySelectorExpression: 'id(type: "AWS::DynamoDB::Table")' }, false, [2, 0, 1]],
    'of another account': [{ EntitySelectorExpression: 'id(account.id: "1")' }, false, [0, 0, 0]],
    'of a service’s id': [{ EntitySelectorExpression: 'service(id(name: "stock"))' }, false, [2, 0, 1]],
    'of five minutes': [{ Period: 300, EndTime: at(300) }, true, minute % 300 === 0 ? [6] : [6, 0]],
    'of a group': [{ GroupName: 'faults', EntitySelectorExpression: 'service("shop")' }, false, [1, 0, 0]],
  };
  for (const [sentence, [asked, edge, expected]] of Object.entries(counts)) {
    test(sentence, async () => {
      const told = await ask(asked);
      const totals = told.map(
        (each) => (edge ? each.EdgeSummaryStatistics : each.ServiceSummaryStatistics)?.TotalCount,
      );
      expect(totals.filter((total) => total !== undefined).reduce((sum, each) => sum + each, 0)).toBe(
        expected.reduce((sum, each) => sum + each, 0),
      );
      if (asked.Period === undefined) expect(totals).toEqual(expected);
    });
  }

  test('of a long time are read page by page', async () => {
    const times: (Date | undefined)[] = [];
    const asked = { StartTime: at(0), EndTime: at(6 * 3_600) };
    for await (const { TimeSeriesServiceStatistics = [] } of paginateGetTimeSeriesServiceStatistics({ client }, asked))
      times.push(...TimeSeriesServiceStatistics.map(({ Timestamp }) => Timestamp));
    expect(times).toEqual(Array.from({ length: 360 }, (_, index) => at(60 * index)));
  });

  const refused: Record<string, Partial<GetTimeSeriesServiceStatisticsCommandInput>> = {
    'a period of 2 minutes': { Period: 120 },
    'a forecast': { ForecastStatistics: true },
    'a selector that is a filter': { EntitySelectorExpression: 'fault' },
    'a selector with a filter': { EntitySelectorExpression: 'service("shop") { fault }' },
    'an edge of one end': { EntitySelectorExpression: 'edge("shop")' },
    'more than six hours': { EndTime: at(6 * 3_600 + 1) },
    'a token that was never given': { NextToken: 'junk' },
  };
  test.each(Object.entries(refused))('%s is refused', async (_, asked) => {
    await expect(ask(asked)).rejects.toThrow(InvalidRequestException);
  });
});

test('a summary tells why its trace failed and what took its time', async () => {
  const { TraceSummaries } = await client.send(new GetTraceSummariesCommand({ ...hour, FilterExpression: 'fault' }));
  expect(TraceSummaries?.[0]).toMatchObject({
    FaultRootCauses: [
      { ClientImpacting: true, Services: [{ Name: 'shop', EntityPath: [{ Name: 'shop', Remote: false }] }] },
    ],
    ErrorRootCauses: [],
    ResponseTimeRootCauses: [
      {
        Services: [
          {
            Name: 'shop',
            EntityPath: [
              { Name: 'shop', Coverage: 1 },
              { Name: 'DynamoDB', Coverage: 1, Remote: true },
            ],
          },
          { Name: 'stock', Type: 'AWS::DynamoDB::Table', EntityPath: [{ Name: 'DynamoDB' }] },
        ],
      },
    ],
  });
});
