import { randomBytes } from 'node:crypto';
import {
  DescribeAlarmsCommand,
  GetDashboardCommand,
  GetMetricDataCommand,
  PutDashboardCommand,
} from '@aws-sdk/client-cloudwatch';
import { EventBridgeClient, PutRuleCommand, PutTargetsCommand } from '@aws-sdk/client-eventbridge';
import { CreateQueueCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { BatchGetTracesCommand, GetTraceSummariesCommand } from '@aws-sdk/client-xray';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Deployment } from '../../functions/lib/deployments/deployment.ts';
import { deploymentStore } from '../../functions/lib/deployments/deployment-store.ts';
import { newId } from '../../functions/lib/ids.ts';
import { awsAccess } from '../../operations/aws-access.ts';
import type { Place } from '../../operations/place.ts';
import { stageTable } from '../../operations/stage-table.ts';
import { readActor, UNKNOWN_ACTOR } from '../../operations/telemetry/actor.ts';
import { createReporter } from '../../operations/telemetry/create-reporter.ts';
import { awsClients } from '../support/aws-clients.ts';
import { advance, notifications, virtualNow } from '../support/control.ts';
import { type RunningSystem, startSystem } from '../support/running-system.ts';
import { sampleDeployment, sampleSteps } from '../support/sample-deployment.ts';

const MINUTE = 60_000;
/** How long the deployments of these tests take. */
const LONG = 18 * MINUTE;

let system: RunningSystem;
let place: Place;
beforeAll(async () => {
  system = await startSystem({ options: ['--simulated', '--no-traffic'] });
  place = { kind: 'local', stage: 'local', awsPort: Number(new URL(system.awsUrl).port) };
});
afterAll(() => system?.stop());

const reporter = () => createReporter({ place, access: awsAccess(place) });
const store = () => deploymentStore(stageTable(awsAccess(place), 'local'));
const clients = () => awsClients(system.awsUrl);

/** A deployment that ends now. */
async function deployment(otherwise: Partial<Deployment> = {}): Promise<Deployment> {
  const startedAt = (await virtualNow(system.awsUrl)).getTime() - LONG;
  const traceId = `1-${Math.floor(startedAt / 1000).toString(16)}-${randomBytes(12).toString('hex')}`;
  const own = { id: newId('dep', startedAt), traceId };
  return sampleDeployment(startedAt, 0, { ...own, bundleBytes: 5_000_000, ...otherwise });
}

/** Tells of a deployment that ends now; nothing may have been left untold. */
async function tell(otherwise: Partial<Deployment> = {}): Promise<Deployment> {
  const ended = await deployment(otherwise);
  const reporting = reporter();
  const { endedAt: _, ...running } = ended;
  await reporting.save({ ...running, status: 'running' });
  await reporting.ended(ended);
  expect(reporting.warnings()).toEqual([]);
  return ended;
}

async function alarmState(): Promise<string | undefined> {
  const AlarmNames = ['smallcart-local-failed-deployment'];
  const { MetricAlarms = [] } = await clients().cloudwatch.send(new DescribeAlarmsCommand({ AlarmNames }));
  return MetricAlarms[0]?.StateValue;
}

type Body = {
  widgets: {
    type: string;
    properties: { title?: string; view?: string; annotations?: { vertical?: { label: string }[] } };
  }[];
};

/** The graphs over time, on which releases are marked. */
const graphsOf = ({ widgets }: Body) =>
  widgets.filter(({ type, properties }) => type === 'metric' && properties.view === 'timeSeries');

async function dashboard(): Promise<Body> {
  const name = { DashboardName: 'smallcart-local-overview' };
  const { DashboardBody = '' } = await clients().cloudwatch.send(new GetDashboardCommand(name));
  return JSON.parse(DashboardBody);
}
const labels = ({ widgets }: Body) =>
  widgets.map(({ properties }) => (properties.annotations?.vertical ?? []).map(({ label }) => label));

/** The sum of an expression over the hour around now. */
async function sumOf(query: object): Promise<number | undefined> {
  const now = (await virtualNow(system.awsUrl)).getTime();
  const range = { StartTime: new Date(now - 60 * MINUTE), EndTime: new Date(now + 60 * MINUTE) };
  const MetricDataQueries = [{ Id: 'm', ...query }];
  const { MetricDataResults } = await clients().cloudwatch.send(
    new GetMetricDataCommand({ ...range, MetricDataQueries }),
  );
  return MetricDataResults?.[0]?.Values?.reduce((sum, value) => sum + value, 0);
}

const metric = (MetricName: string, dimensions: Record<string, string> = {}) => ({
  MetricStat: {
    Metric: {
      ...{ Namespace: 'SmallCart/local', MetricName },
      Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
    },
    ...{ Period: 60, Stat: 'Sum' },
  },
});

describe('a deployment that succeeded', () => {
  it('is in the table, in X-Ray, in CloudWatch, on the dashboards and on the event bus', async () => {
    const { sqs, xray } = clients();
    const events = new EventBridgeClient(awsAccess(place));
    const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: 'deployments' }));
    const EventPattern = JSON.stringify({ source: ['smallcart'], detail: { stage: ['local'], status: ['succeeded'] } });
    await events.send(new PutRuleCommand({ Name: 'deployments', EventPattern }));
    const Targets = [{ Id: 'queue', Arn: 'arn:aws:sqs:us-east-1:000000000000:deployments' }];
    await events.send(new PutTargetsCommand({ Rule: 'deployments', Targets }));

    const ended = await tell();

    expect(await store().read('local', ended.id)).toEqual(ended);
    const range = { StartTime: new Date(ended.startedAt - MINUTE), EndTime: new Date(ended.startedAt + 2 * LONG) };
    const FilterExpression = `annotation.stage = "local" AND annotation.result = "succeeded" AND annotation.version = "${ended.version}"`;
    const { TraceSummaries } = await xray.send(new GetTraceSummariesCommand({ ...range, FilterExpression }));
    expect(TraceSummaries).toMatchObject([{ Id: ended.traceId, Duration: LONG / 1000, HasFault: false }]);
    const { Traces } = await xray.send(new BatchGetTracesCommand({ TraceIds: [ended.traceId] }));
    const segment = JSON.parse(Traces?.[0]?.Segments?.[0]?.Document ?? '{}');
    expect(segment.subsegments.map(({ name }: { name: string }) => name)).toEqual(ended.steps.map(({ name }) => name));
    expect(await sumOf(metric('Deployments', { Result: 'succeeded' }))).toBe(1);
    expect(await sumOf(metric('DeploymentDuration', { Step: 'deploy' }))).toBe(480);
    const body = await dashboard();
    const graphs = graphsOf(body).length;
    expect(graphs).toBeGreaterThan(10);
    expect(labels(body).filter((each) => each.join() === `Deployed ${ended.version}`)).toHaveLength(graphs);
    await advance(system.awsUrl, 'PT1M');
    const { Messages } = await sqs.send(new ReceiveMessageCommand({ QueueUrl }));
    expect(JSON.parse(Messages?.[0]?.Body ?? '{}')).toMatchObject({
      'detail-type': 'Deployment ended',
      detail: { deploymentId: ended.id, version: ended.version, actor: ended.actor, traceId: ended.traceId },
    });
  });
});

describe('the alarm Failed deployment', () => {
  it('is raised by one that was rolled back, told to people, and ended by the next that succeeds', async () => {
    const since = await virtualNow(system.awsUrl);
    await tell({ status: 'rolled-back', error: 'The walk failed.', steps: sampleSteps(since.getTime() - LONG) });
    await advance(system.awsUrl, 'PT2M');
    expect(await alarmState()).toBe('ALARM');
    // A warning is told once it has lasted.
    await advance(system.awsUrl, 'PT18M');
    expect(await alarmState()).toBe('ALARM');
    await tell();
    await advance(system.awsUrl, 'PT2M');
    expect(await alarmState()).toBe('OK');
    const mails = (await notifications(system.awsUrl, since)).filter(
      ({ subject, channel }) => channel === 'email' && subject.includes('Failed deployment'),
    );
    expect(mails.map(({ topic, subject }) => [topic, subject])).toEqual([
      ['smallcart-local-mail', 'WARNING: Failed deployment (local)'],
      ['smallcart-local-mail', 'Resolved: Failed deployment (local)'],
    ]);
  });
});

describe('the dashboards', () => {
  it('keep what somebody has put on them, and get their marks back', async () => {
    const { cloudwatch } = clients();
    const mine = { type: 'text', properties: { markdown: 'Mine' } };
    const [graph] = graphsOf(await dashboard());
    if (!graph) throw new Error('The dashboard is empty.');
    const ours = { ...graph, properties: { ...graph.properties, annotations: { horizontal: [{ value: 5 }] } } };
    const DashboardBody = JSON.stringify({ widgets: [mine, ours] });
    await cloudwatch.send(new PutDashboardCommand({ DashboardName: 'smallcart-local-overview', DashboardBody }));
    await tell();
    const { widgets } = await dashboard();
    expect(widgets[0]).toEqual(mine);
    expect(widgets[1]?.properties.annotations).toMatchObject({ horizontal: [{ value: 5 }] });
    expect(labels({ widgets })[1]?.length).toBeGreaterThan(1);
  });
});

describe('a deployment that was closed by another', () => {
  it('stays what it was closed as, and is not told of again', async () => {
    const dead = await tell({ status: 'interrupted', error: 'Nothing was heard of it any more.' });
    const failures = await sumOf(metric('Deployments', { Result: 'failed' }));
    const late = reporter();
    await late.save({ ...dead, status: 'running', heartbeatAt: dead.heartbeatAt + 1 });
    await late.ended({ ...dead, status: 'failed' });
    expect(late.warnings()).toEqual([
      'The record of the deployment could not be kept. Another deployment has closed it as interrupted.',
    ]);
    expect(await store().read('local', dead.id)).toEqual(dead);
    expect(await sumOf(metric('Deployments', { Result: 'failed' }))).toBe(failures);
  });
});

describe('who deploys', () => {
  it('is a pseudonym, the same every time and another one for others', async () => {
    const target = { place, access: awsAccess(place) };
    const mine = await readActor(target, {});
    expect(mine).toMatch(/^[0-9a-f]{12}$/);
    expect(await readActor(target, {})).toBe(mine);
    const theirs = await readActor(target, { GITHUB_ACTIONS: 'true', GITHUB_ACTOR: 'ida' });
    expect(theirs).toMatch(/^[0-9a-f]{12}$/);
    expect(theirs).not.toBe(mine);
  });
});

describe('a stage that cannot be reached', () => {
  it('does not fail a deployment: what could not be told is said, a sentence each', async () => {
    const ended = await deployment();
    const nowhere: Place = { kind: 'local', stage: 'local', awsPort: 1 };
    const target = { place: nowhere, access: awsAccess(nowhere) };
    const reporting = createReporter(target);
    await reporting.ended(ended);
    const why = 'Nothing listens on port 1. Start the system with npm start, or name its port with --aws-port.';
    expect(reporting.warnings()).toEqual([
      `The record of the deployment could not be kept. ${why}`,
      `The deployments before could not be read. ${why}`,
      `The trace could not be sent. ${why}`,
      `The metrics could not be sent. ${why}`,
      `The event could not be sent. ${why}`,
    ]);
    expect(await readActor(target, {})).toBe(UNKNOWN_ACTOR);
  });
});
