import {
  DescribeAlarmsCommand,
  GetDashboardCommand,
  GetMetricDataCommand,
  type StateValue,
} from '@aws-sdk/client-cloudwatch';
import { EventBridgeClient, PutRuleCommand, PutTargetsCommand } from '@aws-sdk/client-eventbridge';
import { CreateQueueCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import type { Deployment, StepName } from '../../functions/lib/deployments/deployment.ts';
import { deploymentStore } from '../../functions/lib/deployments/deployment-store.ts';
import { awsAccess } from '../../operations/aws-access.ts';
import { stageTable } from '../../operations/stage-table.ts';
import { awsClients } from './aws-clients.ts';
import { advance, notifications, virtualNow } from './control.ts';
import type { RunningSystem } from './running-system.ts';
import { flatten, type SegmentDocument, segmentTexts, traceIds } from './traces.ts';

type Document = SegmentDocument & { readonly fault?: boolean; readonly error?: boolean };

/** How many deployments have succeeded and failed, by their metric. */
type Counts = { readonly succeeded: number; readonly failed: number };

/** What a stage was told of a deployment that has ended. */
export type Told = {
  readonly record: Deployment;
  /** Steps by the trace, each with X-Ray's word for how it failed. */
  readonly trace: readonly string[];
  /** The event's detail. */
  readonly event: { readonly status: string; readonly failedChecks: readonly string[] };
  /** What it added to the metric. */
  readonly counted: Counts;
  /** Marks on the first graph of the overview, oldest first. */
  readonly marks: readonly string[];
};

/** Hears what a stage is told of its deployments. */
export type DeploymentsTold = {
  /** The newest first. */
  records(): Promise<readonly Deployment[]>;
  /** All that was told of the newest; a minute of the stage's clock passes, in which its event is delivered. */
  newest(): Promise<Told>;
  /**
   * The alarm “Failed deployment”, and the subjects of the mails about it since a time, after as long as a warning waits
   * before it is told.
   */
  alarm(since: Date): Promise<{ readonly state: StateValue | undefined; readonly mails: readonly string[] }>;
};

const HOUR = 3_600_000;
const EVENTS = 'deployments-heard';

function wordOf({ name, fault, error }: Document): string {
  if (fault === true) return `${name}: fault`;
  return error === true ? `${name}: error` : name;
}

/** Listens to the deployments of a running system from now on. */
export async function hearDeployments({ awsUrl }: RunningSystem): Promise<DeploymentsTold> {
  const access = awsAccess({ kind: 'local', stage: 'local', awsPort: Number(new URL(awsUrl).port) });
  const store = deploymentStore(stageTable(access, 'local'));
  const { sqs, cloudwatch, xray } = awsClients(awsUrl);
  const events = new EventBridgeClient(access);
  const heard = new Map<string, Told['event']>();
  let counts: Counts = { succeeded: 0, failed: 0 };

  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: EVENTS }));
  const EventPattern = JSON.stringify({ source: ['smallcart'], 'detail-type': ['Deployment ended'] });
  await events.send(new PutRuleCommand({ Name: EVENTS, EventPattern }));
  const Targets = [{ Id: 'queue', Arn: `arn:aws:sqs:us-east-1:000000000000:${EVENTS}` }];
  await events.send(new PutTargetsCommand({ Rule: EVENTS, Targets }));

  const eventOf = async ({ id }: Deployment): Promise<Told['event']> => {
    const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));
    for (const { Body = '{}' } of Messages) {
      const { detail } = JSON.parse(Body);
      heard.set(detail.deploymentId, detail);
    }
    const event = heard.get(id);
    if (event === undefined) throw new Error(`No event told of ${id}.`);
    return event;
  };

  const sumOf = async (result: string): Promise<number> => {
    const now = (await virtualNow(awsUrl)).getTime();
    const Dimensions = [{ Name: 'Result', Value: result }];
    const Metric = { Namespace: 'SmallCart/local', MetricName: 'Deployments', Dimensions };
    const input = {
      ...{ StartTime: new Date(now - 24 * HOUR), EndTime: new Date(now + HOUR) },
      MetricDataQueries: [{ Id: 'm', MetricStat: { Metric, Period: 60, Stat: 'Sum' } }],
    };
    const { MetricDataResults = [] } = await cloudwatch.send(new GetMetricDataCommand(input));
    return (MetricDataResults[0]?.Values ?? []).reduce((sum, value) => sum + value, 0);
  };

  const countsNow = async (): Promise<Counts> => ({
    succeeded: await sumOf('succeeded'),
    failed: await sumOf('failed'),
  });

  const traceOf = async ({ id, traceId }: Deployment): Promise<readonly string[]> => {
    const found = await traceIds(xray, await virtualNow(awsUrl), `annotation.deployment = "${id}"`);
    if (found.join() !== traceId) throw new Error(`The traces of ${id} are ${found}.`);
    const documents = (await segmentTexts(xray, found)).map((text): Document => JSON.parse(text));
    const steps: readonly StepName[] = ['install', 'test', 'build', 'deploy', 'verify', 'rollback'];
    const all: readonly Document[] = flatten(documents);
    return steps.flatMap((step) => all.filter(({ name }) => name === step).map(wordOf));
  };

  const marks = async (): Promise<readonly string[]> => {
    const input = { DashboardName: 'smallcart-local-overview' };
    const { DashboardBody = '{}' } = await cloudwatch.send(new GetDashboardCommand(input));
    const {
      widgets,
    }: { widgets: { properties: { view?: string; annotations?: { vertical?: { label: string }[] } } }[] } =
      JSON.parse(DashboardBody);
    const graph = widgets.find(({ properties }) => properties.view === 'timeSeries');
    return (graph?.properties.annotations?.vertical ?? []).map(({ label }) => label);
  };

  const records = async () => (await store.page('local', { limit: 50 })).deployments;

  return {
    records,
    newest: async () => {
      const [record] = await records();
      if (record === undefined) throw new Error('There is no record of a deployment.');
      await advance(awsUrl, 'PT1M');
      const before = counts;
      counts = await countsNow();
      const counted = { succeeded: counts.succeeded - before.succeeded, failed: counts.failed - before.failed };
      return { record, trace: await traceOf(record), event: await eventOf(record), counted, marks: await marks() };
    },
    alarm: async (since) => {
      await advance(awsUrl, 'PT20M');
      const name = 'smallcart-local-failed-deployment';
      const { MetricAlarms = [] } = await cloudwatch.send(new DescribeAlarmsCommand({ AlarmNames: [name] }));
      const sent = await notifications(awsUrl, since);
      const mails = sent.filter(({ subject, channel }) => channel === 'email' && subject.includes('Failed deployment'));
      return { state: MetricAlarms[0]?.StateValue, mails: mails.map(({ subject }) => subject) };
    },
  };
}
