import { GetDashboardCommand, PutDashboardCommand } from '@aws-sdk/client-cloudwatch';
import { beforeEach, describe, expect, it } from 'vitest';
import { awsAccess } from '../../../operations/aws-access.ts';
import { markDashboards } from '../../../operations/telemetry/mark-dashboards.ts';
import { stageClients } from '../../../operations/telemetry/stage-clients.ts';
import { serveCloudWatch } from '../../support/serve-cloudwatch.ts';

const MARK = { label: 'Deployed a1b2c3d4e5f6', value: '2026-11-21T02:00:00.000Z', color: '#2ca02c' };
const OVERVIEW = 'smallcart-test-overview';

const { client, port } = await serveCloudWatch();

const graph = (title: string, annotations?: object) => ({
  type: 'metric',
  properties: { title, region: 'us-east-1', metrics: [['A', 'B']], ...(annotations && { annotations }) },
});
const put = (...widgets: object[]) =>
  client.send(new PutDashboardCommand({ DashboardName: OVERVIEW, DashboardBody: JSON.stringify({ widgets }) }));

async function widgets(): Promise<unknown> {
  const { DashboardBody = '{}' } = await client.send(new GetDashboardCommand({ DashboardName: OVERVIEW }));
  return JSON.parse(DashboardBody).widgets;
}

/** A client of its own, and how often it wrote; told right after each write. */
function markingClient(written: () => Promise<unknown> = async () => undefined) {
  const { cloudWatch } = stageClients(awsAccess({ kind: 'local', stage: 'local', awsPort: port }));
  const writes: unknown[] = [];
  cloudWatch.middlewareStack.add((next, { commandName }) => async (args) => {
    const answer = await next(args);
    if (commandName === 'PutDashboardCommand') {
      writes.push(args.input);
      await written();
    }
    return answer;
  });
  return { cloudWatch, writes };
}

beforeEach(() => put(graph('Requests')));

describe('marking the dashboards of a stage', () => {
  it('marks those that there are', async () => {
    await markDashboards(markingClient().cloudWatch, 'test', [MARK]);
    expect(await widgets()).toEqual([graph('Requests', { vertical: [MARK] })]);
  });

  it('writes nothing when they have their marks already', async () => {
    await markDashboards(markingClient().cloudWatch, 'test', [MARK]);
    const { cloudWatch, writes } = markingClient();
    await markDashboards(cloudWatch, 'test', [MARK]);
    expect(writes).toEqual([]);
  });

  it('keeps what somebody else puts there at the same time, and marks that', async () => {
    let others = 1;
    const { cloudWatch } = markingClient(async () => others-- > 0 && put(graph('Mine')));
    await markDashboards(cloudWatch, 'test', [MARK]);
    expect(await widgets()).toEqual([graph('Mine', { vertical: [MARK] })]);
  });

  it('gives in to somebody who writes again and again', async () => {
    const { cloudWatch, writes } = markingClient(() => put(graph('Mine')));
    await markDashboards(cloudWatch, 'test', [MARK]);
    expect(writes).toHaveLength(4);
    expect(await widgets()).toEqual([graph('Mine')]);
  });
});
