import { randomUUID } from 'node:crypto';
import {
  type CloudWatchClient,
  DeleteDashboardsCommand,
  GetDashboardCommand,
  ListDashboardsCommand,
  PutDashboardCommand,
} from '@aws-sdk/client-cloudwatch';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CloudWatchServer, startCloudWatchServer } from '../../../support/cloudwatch-server.ts';
import { START } from '../../../support/embedded-cloudwatch.ts';

let server: CloudWatchServer;
let client: CloudWatchClient;

beforeAll(async () => {
  server = await startCloudWatchServer();
  client = server.client;
});

afterAll(() => server.stop());

describe('dashboards', () => {
  const body = (widget: object) => JSON.stringify({ widgets: [widget] });
  const graph = {
    type: 'metric',
    x: 0,
    y: 0,
    width: 12,
    height: 6,
    properties: {
      region: 'us-east-1',
      metrics: [['AWS/Lambda', 'Errors', 'FunctionName', 'cart', { stat: 'p99' }], [{ expression: 'm1 / 2', id: 'e' }]],
    },
  };

  it('are put, read, listed and deleted', async () => {
    const DashboardName = `shop-${randomUUID()}`;
    const DashboardBody = body(graph);
    expect(
      (await client.send(new PutDashboardCommand({ DashboardName, DashboardBody }))).DashboardValidationMessages,
    ).toEqual([]);
    expect(await client.send(new GetDashboardCommand({ DashboardName }))).toMatchObject({
      DashboardName,
      DashboardBody,
      DashboardArn: `arn:aws:cloudwatch::000000000000:dashboard/${DashboardName}`,
    });
    const { DashboardEntries } = await client.send(new ListDashboardsCommand({ DashboardNamePrefix: DashboardName }));
    expect(DashboardEntries).toMatchObject([
      { DashboardName, Size: DashboardBody.length, LastModified: new Date(START) },
    ]);
    await client.send(new DeleteDashboardsCommand({ DashboardNames: [DashboardName] }));
    await expect(client.send(new GetDashboardCommand({ DashboardName }))).rejects.toMatchObject({
      name: 'ResourceNotFound',
      message: expect.stringContaining('Dashboard'),
    });
    await expect(client.send(new DeleteDashboardsCommand({ DashboardNames: [DashboardName] }))).rejects.toMatchObject({
      name: 'ResourceNotFound',
      message: expect.stringContaining('Dashboard'),
    });
  });

  it('warn of what they do not know and are kept', async () => {
    const DashboardBody = JSON.stringify({ widgets: [], colour: 'red' });
    const answer = await client.send(new PutDashboardCommand({ DashboardName: 'warned', DashboardBody }));
    expect(answer.DashboardValidationMessages).toEqual([{ DataPath: '/colour', Message: 'Unknown property "colour"' }]);
  });

  it.each([
    ['no JSON', 'widgets', '/'],
    ['no widgets', '{}', '/widgets'],
    ['a widget without a type', body({}), '/widgets/0'],
    ['an unknown type', body({ type: 'clock' }), '/widgets/0/type'],
    ['no properties', body({ type: 'metric' }), '/widgets/0'],
    ['a width of 25', body({ ...graph, width: 25 }), '/widgets/0/width'],
    ['no region', body({ ...graph, properties: { metrics: [] } }), '/widgets/0/properties'],
    [
      'an unknown view',
      body({ ...graph, properties: { ...graph.properties, view: 'spiral' } }),
      '/widgets/0/properties/view',
    ],
    [
      'an unknown statistic',
      body({ ...graph, properties: { ...graph.properties, stat: 'p101' } }),
      '/widgets/0/properties/stat',
    ],
    [
      'half a dimension',
      body({ ...graph, properties: { ...graph.properties, metrics: [['ns', 'm', 'd']] } }),
      '/widgets/0/properties/metrics/0',
    ],
    [
      'an empty row',
      body({ ...graph, properties: { ...graph.properties, metrics: [[]] } }),
      '/widgets/0/properties/metrics/0',
    ],
    ['a text without markdown', body({ type: 'text', properties: {} }), '/widgets/0/properties'],
    [
      'a log widget without a query',
      body({ type: 'log', properties: { region: 'us-east-1' } }),
      '/widgets/0/properties',
    ],
    ['an unknown period override', JSON.stringify({ widgets: [], periodOverride: 'never' }), '/periodOverride'],
  ])('are refused for %s', async (_, DashboardBody, DataPath) => {
    const refused = client.send(new PutDashboardCommand({ DashboardName: 'refused', DashboardBody }));
    await expect(refused).rejects.toMatchObject({
      name: 'DashboardInvalidInputError',
      dashboardValidationMessages: [expect.objectContaining({ DataPath })],
    });
  });

  it('need a plain name', async () => {
    const refused = client.send(new PutDashboardCommand({ DashboardName: 'a b', DashboardBody: '{"widgets":[]}' }));
    await expect(refused).rejects.toMatchObject({ name: 'InvalidParameterValueException' });
  });
});
