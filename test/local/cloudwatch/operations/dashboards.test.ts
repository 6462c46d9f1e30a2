import { randomUUID } from 'node:crypto';
import {
  DeleteDashboardsCommand,
  GetDashboardCommand,
  ListDashboardsCommand,
  ListTagsForResourceCommand,
  PutDashboardCommand,
  type Tag,
  TagResourceCommand,
} from '@aws-sdk/client-cloudwatch';
import { describe, expect, it } from 'vitest';
import { START } from '../../../support/embedded-cloudwatch.ts';
import { serveCloudWatch } from '../../../support/serve-cloudwatch.ts';

const EMPTY = '{"widgets":[]}';

const cloudWatch = await serveCloudWatch();
const { client } = cloudWatch;

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
  });

  it('are found by prefix, in pages of 1,000, by name', async () => {
    const names = Array.from({ length: 1001 }, (_, index) => `paged-${String(index).padStart(4, '0')}`);
    for (const DashboardName of names)
      await cloudWatch.system.call('PutDashboard', { DashboardName, DashboardBody: EMPTY });
    const first = await client.send(new ListDashboardsCommand({ DashboardNamePrefix: 'paged-' }));
    const { NextToken, DashboardEntries: page = [] } = first;
    const second = await client.send(new ListDashboardsCommand({ DashboardNamePrefix: 'paged-', NextToken }));
    expect([...page, ...(second.DashboardEntries ?? [])].map(({ DashboardName }) => DashboardName)).toEqual(names);
    expect([page.length, second.NextToken]).toEqual([1000, undefined]);
  });

  it('are deleted as far as they exist, and the missing ones are named', async () => {
    await client.send(new PutDashboardCommand({ DashboardName: 'there', DashboardBody: EMPTY }));
    const DashboardNames = ['gone', 'there', 'lost', 'gone'];
    await expect(client.send(new DeleteDashboardsCommand({ DashboardNames }))).rejects.toMatchObject({
      name: 'ResourceNotFound',
      message: expect.stringContaining('Dashboard gone, lost does not exist'),
    });
    await expect(client.send(new GetDashboardCommand({ DashboardName: 'there' }))).rejects.toMatchObject({
      name: 'ResourceNotFound',
    });
  });

  it.each([
    ['none', []],
    ['more than 100', Array.from({ length: 101 }, (_, index) => `d${index}`)],
  ])('are not deleted when %s are named', async (_, DashboardNames) => {
    const refused = client.send(new DeleteDashboardsCommand({ DashboardNames }));
    await expect(refused).rejects.toMatchObject({ name: 'InvalidParameterValueException' });
  });

  it('warn of what they do not know and are kept', async () => {
    const DashboardBody = JSON.stringify({ widgets: [], colour: 'red' });
    const answer = await client.send(new PutDashboardCommand({ DashboardName: 'warned', DashboardBody }));
    expect(answer.DashboardValidationMessages).toEqual([
      {
        DataPath: '/',
        Message: 'The "colour" property is not expected to be part of a dashboard definition, will be ignored',
      },
    ]);
  });

  it('keep the tags they were made with until they are deleted', async () => {
    const ResourceARN = 'arn:aws:cloudwatch::000000000000:dashboard/tagged';
    const put = (Tags: Tag[]) =>
      client.send(new PutDashboardCommand({ DashboardName: 'tagged', DashboardBody: EMPTY, Tags }));
    const tags = async () => (await client.send(new ListTagsForResourceCommand({ ResourceARN }))).Tags;
    const made = [{ Key: 'team', Value: 'shop' }];
    await put(made);
    await put([{ Key: 'team', Value: 'other' }]);
    expect(await tags()).toEqual(made);
    await client.send(new TagResourceCommand({ ResourceARN, Tags: [{ Key: 'stage', Value: 'test' }] }));
    expect(await tags()).toHaveLength(2);
    await client.send(new DeleteDashboardsCommand({ DashboardNames: ['tagged'] }));
    await expect(tags()).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    await put([]);
    expect(await tags()).toEqual([]);
  });

  it('are refused with every error in the message and in the members', async () => {
    const DashboardBody = body({ ...graph, width: 25, properties: { ...graph.properties, view: 'spiral' } });
    const refused = client.send(new PutDashboardCommand({ DashboardName: 'refused', DashboardBody }));
    await expect(refused).rejects.toMatchObject({
      name: 'DashboardInvalidInputError',
      message: `The dashboard body is invalid, there are 2 validation errors:
[
  {
    "dataPath": "/widgets/0/width",
    "message": "Should be <= 24"
  },
  {
    "dataPath": "/widgets/0/properties/view",
    "message": "Should be equal to one of the allowed values"
  }
]`,
      dashboardValidationMessages: [
        { DataPath: '/widgets/0/width', Message: 'Should be <= 24' },
        { DataPath: '/widgets/0/properties/view', Message: 'Should be equal to one of the allowed values' },
      ],
    });
    await expect(client.send(new GetDashboardCommand({ DashboardName: 'refused' }))).rejects.toThrow();
  });

  it.each([
    ['is no JSON', 'widgets', 'The field DashboardBody must be a valid JSON object'],
    [
      'is above 1 MiB',
      `{"widgets":[]${' '.repeat(2 ** 20)}}`,
      'The field DashboardBody must be at most 1048576 bytes long',
    ],
  ])('are refused when the body %s', async (_, DashboardBody, message) => {
    const refused = client.send(new PutDashboardCommand({ DashboardName: 'refused', DashboardBody }));
    await expect(refused).rejects.toMatchObject({ name: 'DashboardInvalidInputError', message });
  });

  it.each(['a b', '', 'a'.repeat(256), 'ä'])('need a plain name, not %j', async (DashboardName) => {
    const refused = client.send(new PutDashboardCommand({ DashboardName, DashboardBody: EMPTY }));
    await expect(refused).rejects.toMatchObject({ name: 'InvalidParameterValueException' });
  });
});
