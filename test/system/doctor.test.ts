import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  DeleteAlarmsCommand,
  DeleteDashboardsCommand,
  DisableAlarmActionsCommand,
  PutMetricDataCommand,
} from '@aws-sdk/client-cloudwatch';
import { UpdateTimeToLiveCommand } from '@aws-sdk/client-dynamodb';
import { DisableRuleCommand, EventBridgeClient } from '@aws-sdk/client-eventbridge';
import {
  GetFunctionConfigurationCommand,
  ListEventSourceMappingsCommand,
  PublishVersionCommand,
  UpdateAliasCommand,
  UpdateEventSourceMappingCommand,
  UpdateFunctionCodeCommand,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda';
import { GetScheduleCommand, SchedulerClient, UpdateScheduleCommand } from '@aws-sdk/client-scheduler';
import { ListSubscriptionsCommand, SNSClient, UnsubscribeCommand } from '@aws-sdk/client-sns';
import { GetQueueUrlCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { eventRuleId } from '../../functions/event-rules.ts';
import { deploymentStore } from '../../functions/lib/deployments/deployment-store.ts';
import { packFunction } from '../../functions/lib/deployments/pack-function.ts';
import { deploymentLockEntity } from '../../functions/lib/entities/deployment-lock.ts';
import { listenOnLoopback } from '../../local/aws/listen.ts';
import { customNamespace, LIVE_ALIAS, physicalName } from '../../monitoring/physical-name.ts';
import { awsAccess } from '../../operations/aws-access.ts';
import { examineStage, type Report } from '../../operations/doctor/examine-stage.ts';
import { api } from '../../operations/doctor/links/api.ts';
import { dashboards } from '../../operations/doctor/links/dashboards.ts';
import { functions } from '../../operations/doctor/links/functions.ts';
import { release } from '../../operations/doctor/links/release.ts';
import { table } from '../../operations/doctor/links/table.ts';
import { LINKS } from '../../operations/doctor/links.ts';
import { maintain } from '../../operations/maintenance/maintenance-command.ts';
import { stageTable } from '../../operations/stage-table.ts';
import { awsClients } from '../support/aws-clients.ts';
import { advance, putFault, removeFault } from '../support/control.ts';
import { type RunningSystem, startSystem } from '../support/running-system.ts';
import { sampleDeployment } from '../support/sample-deployment.ts';

const ROOT = new URL('../..', import.meta.url).pathname;
const NAMES = ['place', ...LINKS.map(({ name }) => name)];
const name = (id: string): string => physicalName('local', id);

let system: RunningSystem;
let awsPort: number;
beforeAll(async () => {
  system = await startSystem({ options: ['--simulated', '--no-traffic'] });
  awsPort = Number(new URL(system.awsUrl).port);
}, 180_000);
afterAll(() => system?.stop());

const place = () => ({ kind: 'local', stage: 'local', awsPort }) as const;

/** What is found at a link, as `verdict: what was seen`. */
function seenAt({ links }: Report, link: string): readonly string[] {
  return links.find((each) => each.name === link)?.findings.map(({ verdict, seen }) => `${verdict}: ${seen}`) ?? [];
}

/** Runs the program as `npm run doctor` does. */
function doctor(...args: readonly string[]): Promise<{ code: number; output: string; errors: string }> {
  return new Promise((resolve) => {
    const { env } = process;
    execFile(process.execPath, ['operations/doctor.ts', ...args], { cwd: ROOT, env }, (error, output, errors) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, output, errors }),
    );
  });
}

test('of a system that has just started nothing is amiss, and the program says so', async () => {
  await advance(system.awsUrl, 'PT2M');
  const { code, output, errors } = await doctor('--aws-port', String(awsPort), '--json');
  const report = JSON.parse(output);
  expect([code, errors]).toEqual([0, '']);
  expect(report.links.map(({ name: each }: { name: string }) => each)).toEqual(NAMES);
  const amiss = report.links.filter(({ verdict }: { verdict: string }) => verdict !== 'ok' && verdict !== 'not-here');
  expect(amiss).toEqual([]);
}, 60_000);

/** Gives a function code that does that beside its real code, and returns the version; the alias stays where it is. */
async function publish(id: string, code: string): Promise<string> {
  const { lambda } = awsClients(system.awsUrl);
  const ZipFile = packFunction({ 'index.mjs': Buffer.from(code) });
  await lambda.send(new UpdateFunctionCodeCommand({ FunctionName: name(id), ZipFile }));
  const { Version = '' } = await lambda.send(new PublishVersionCommand({ FunctionName: name(id) }));
  return Version;
}

test('in the middle of a deployment nothing is amiss either', async () => {
  const { lambda } = awsClients(system.awsUrl);
  const FunctionName = name('catalog');
  const share = (AdditionalVersionWeights: Record<string, number>) =>
    lambda.send(
      new UpdateAliasCommand({ FunctionName, Name: LIVE_ALIAS, RoutingConfig: { AdditionalVersionWeights } }),
    );
  const { Environment } = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName }));
  const Variables = { ...Environment?.Variables, VERSION: '3f9c2ab417d0' };
  await lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName, Environment: { Variables } }));
  const { Version = '' } = await lambda.send(new PublishVersionCommand({ FunctionName }));
  // Nearly all of the requests, so that an answer of the new version is as good as certain.
  await share({ [Version]: 0.999 });
  const lock = deploymentLockEntity(stageTable(awsAccess(place()), 'local'));
  const lease = { deploymentId: 'dep_1', actor: 'p', commit: '3f9c2ab417d0', since: Date.now() };
  await lock.put({ stage: 'local', ...lease, leaseUntil: Date.now() + 60_000 }).go();
  const running = await examineStage(place(), { folder: ROOT, environment: {}, links: [api, functions, release] });
  await lock.delete({ stage: 'local' }).go();
  await share({});
  expect(running.links.filter(({ verdict }) => verdict !== 'ok')).toEqual([]);
  expect(seenAt(running, 'functions')).toEqual([expect.stringMatching(/between which a deployment is moving/)]);
}, 60_000);

async function disable(id: string): Promise<void> {
  const scheduler = new SchedulerClient(awsAccess(place()));
  const { ScheduleExpression, Target } = await scheduler.send(new GetScheduleCommand({ Name: name(id) }));
  const same = { Name: name(id), ScheduleExpression, Target, FlexibleTimeWindow: { Mode: 'OFF' } as const };
  await scheduler.send(new UpdateScheduleCommand({ ...same, State: 'DISABLED' }));
}

/** Ends what is subscribed to a topic by that protocol. */
async function unsubscribe(severity: string, protocol: string): Promise<void> {
  const sns = new SNSClient(awsAccess(place()));
  const { Subscriptions = [] } = await sns.send(new ListSubscriptionsCommand());
  const found = Subscriptions.find((each) => each.Protocol === protocol && each.TopicArn?.endsWith(name(severity)));
  await sns.send(new UnsubscribeCommand({ SubscriptionArn: found?.SubscriptionArn }));
}

type Break = { readonly link: string; readonly seen: RegExp; readonly broken: () => Promise<unknown> };

/** What an operator, or a fault, may do to each link, and how it is seen; all of it is done before it is looked. */
const BREAKS: Readonly<Record<string, Break>> = {
  'a function that only fails does not answer through the public address': {
    ...{ link: 'api', seen: /^wrong: The API’s function account is not well .*\/health\/account answered 50/ },
    broken: async () => {
      const FunctionVersion = await publish('account', 'export const handler = () => { throw new Error("Broken."); };');
      const { lambda } = awsClients(system.awsUrl);
      await lambda.send(new UpdateAliasCommand({ FunctionName: name('account'), Name: LIVE_ALIAS, FunctionVersion }));
    },
  },
  'nor does it say that it is healthy': {
    ...{ link: 'functions', seen: /^wrong: account does not say that it is healthy/, broken: async () => undefined },
  },
  'a canary that was left': {
    ...{ link: 'functions', seen: /^warning: Version 2 of cart gets 50 % of the requests beside version 1/ },
    broken: async () => {
      const version = await publish('cart', 'export const handler = async () => 1;');
      const RoutingConfig = { AdditionalVersionWeights: { [version]: 0.5 } };
      const { lambda } = awsClients(system.awsUrl);
      await lambda.send(new UpdateAliasCommand({ FunctionName: name('cart'), Name: LIVE_ALIAS, RoutingConfig }));
    },
  },
  'a release that is not the one deployed last': {
    ...{ link: 'release', seen: /^warning: Release \S+ serves, but the last deployment left 3f9c2ab417d0/ },
    broken: () => deploymentStore(stageTable(awsAccess(place()), 'local')).save(sampleDeployment(Date.now(), -60)),
  },
  'a table whose items do not expire': {
    ...{ link: 'table', seen: /^warning: Nothing expires/ },
    broken: () => {
      const TimeToLiveSpecification = { Enabled: false, AttributeName: 'expiresAt' };
      const command = new UpdateTimeToLiveCommand({ TableName: name('shop'), TimeToLiveSpecification });
      return awsClients(system.awsUrl).dynamodb.send(command);
    },
  },
  'an order that could not be shipped': {
    ...{ link: 'queues', seen: /^wrong: Orders that could not be shipped are there: 1 in smallcart-local-orders-dead/ },
    broken: async () => {
      const { sqs } = awsClients(system.awsUrl);
      const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: name('orders-dead') }));
      await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: '{}' }));
    },
  },
  'a job whose schedule is disabled': {
    ...{ link: 'schedules', seen: /^wrong: The schedule of order-progress is DISABLED/ },
    broken: () => disable('order-progress'),
  },
  'orders that nobody is told of': {
    ...{ link: 'event sources', seen: /^wrong: The event source of outbox is Disabled: nothing invokes it/ },
    broken: async () => {
      const { lambda } = awsClients(system.awsUrl);
      const command = new ListEventSourceMappingsCommand({ FunctionName: name('outbox') });
      const { EventSourceMappings: [first] = [] } = await lambda.send(command);
      await lambda.send(new UpdateEventSourceMappingCommand({ UUID: first?.UUID, Enabled: false }));
    },
  },
  'a probe that writes nothing': {
    ...{ link: 'logs', seen: /^wrong: \/aws\/lambda\/smallcart-local-probe has no fresh line/ },
    broken: () => disable('probe'),
  },
  'metrics that nobody sends': {
    ...{ link: 'metrics', seen: /^wrong: No datapoint of ProbeSuccess is fresh/, broken: async () => undefined },
  },
  'traces that nobody sends': {
    ...{ link: 'traces', seen: /^wrong: There is no fresh trace/, broken: async () => undefined },
  },
  'an alarm that was raised': {
    ...{ link: 'alarms', seen: /^wrong: “Application down” is in ALARM since/, broken: async () => undefined },
  },
  'an alarm that was deleted': {
    ...{ link: 'alarms', seen: /^wrong: There is no alarm “Wallet and ledger disagree”/ },
    broken: () =>
      awsClients(system.awsUrl).cloudwatch.send(new DeleteAlarmsCommand({ AlarmNames: [name('ledger-mismatch')] })),
  },
  'an alarm that tells nobody': {
    ...{ link: 'alarms', seen: /^wrong: The actions of “Shop unavailable” are off/ },
    broken: () =>
      awsClients(system.awsUrl).cloudwatch.send(
        new DisableAlarmActionsCommand({ AlarmNames: [name('shop-unavailable')] }),
      ),
  },
  'an operator who is not mailed': {
    ...{ link: 'subscriptions', seen: /^wrong: Nobody is mailed of incidents/ },
    broken: () => unsubscribe('mail', 'email'),
  },
  'a function that does not hear': {
    ...{ link: 'subscriptions', seen: /^wrong: smallcart-local-\w+ does not hear of warning alarms/ },
    broken: () => unsubscribe('warning', 'sqs'),
  },
  'a rule that is off': {
    ...{ link: 'event rules', seen: /^wrong: The rule that sends alarms’ changes of state to .* is off/ },
    broken: () =>
      new EventBridgeClient(awsAccess(place())).send(
        new DisableRuleCommand({ Name: name(eventRuleId('incidents', 'alarm-state')) }),
      ),
  },
  'alarms that are muted': {
    ...{ link: 'silence', seen: /^warning: Maintenance is announced until .*: alarms tell nobody/ },
    broken: () => maintain({ place: place(), order: 'announce', minutes: 600, reason: 'The table moves.' }),
  },
  'a dashboard that was deleted': {
    ...{ link: 'dashboards', seen: /^wrong: There is no dashboard smallcart-local-business/ },
    broken: () =>
      awsClients(system.awsUrl).cloudwatch.send(new DeleteDashboardsCommand({ DashboardNames: [name('business')] })),
  },
  'a clock that was moved': {
    ...{ link: 'clock', seen: /^ok: The system’s clock is \d+ min \d\d s ahead of this machine’s/ },
    broken: () => advance(system.awsUrl, 'PT8M'),
  },
  'tools of another version': {
    ...{
      link: 'tools',
      seen: /^wrong: Node is \S+, and the project is made for 1\.2\.3/,
      broken: async () => undefined,
    },
  },
  'metrics that nobody has declared': {
    ...{ link: 'quotas', seen: /^warning: There are \d+ custom metrics/ },
    broken: () => {
      const MetricData = Array.from({ length: 60 }, (_, index) => ({ MetricName: `Odd${index}`, Value: 1 }));
      const command = new PutMetricDataCommand({ Namespace: customNamespace('local'), MetricData });
      return awsClients(system.awsUrl).cloudwatch.send(command);
    },
  },
};

describe('what is broken is named', () => {
  let report: Report;
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'smallcart-doctor-'));
    const devDependencies = { node: '1.2.3', sst: '1.2.3' };
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ devDependencies }));
    for (const { broken } of Object.values(BREAKS)) await broken();
    report = await examineStage(place(), { folder, environment: {} });
  }, 60_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test.each(Object.entries(BREAKS))('%s', (_, { link, seen }) => {
    expect(seenAt(report, link)).toContainEqual(expect.stringMatching(seen));
  });

  test('each with what to do about it, and the whole is wrong', () => {
    expect(report.verdict).toBe('wrong');
    const findings = report.links.flatMap((link) => link.findings);
    const amiss = findings.filter(({ verdict }) => verdict === 'wrong' || verdict === 'warning');
    expect(amiss.length).toBeGreaterThanOrEqual(Object.keys(BREAKS).length - 1);
    expect(amiss.filter(({ remedy = '' }) => remedy === '')).toEqual([]);
  });

  test('a table that does not answer is named wherever it is asked, and the rest is looked at', async () => {
    await putFault(system.awsUrl, 'dynamodb-errors', { rate: 1 });
    const links = [table, release, dashboards];
    const ill = await examineStage(place(), { folder: ROOT, environment: {}, links });
    await removeFault(system.awsUrl, 'dynamodb-errors');
    expect(seenAt(ill, 'table')).toEqual([
      `wrong: The system on port ${awsPort} refused dynamodb:DescribeTable: InternalServerError.`,
    ]);
    expect(seenAt(ill, 'release')).toEqual([expect.stringMatching(/^wrong: .*refused dynamodb:Query/)]);
    expect(seenAt(ill, 'dashboards')).toContainEqual(expect.stringMatching(/^wrong: There is no dashboard/));
  });
});

test('of a place where nothing listens nothing else is asked, and the exit code is 1', async () => {
  const taken = createServer();
  const port = await listenOnLoopback(taken, 0);
  taken.close();
  const { code, output } = await doctor('--aws-port', String(port));
  expect(code).toBe(1);
  expect(output).toMatch(/✗ place {10}Nothing listens on port \d+\. Start the system with npm start/);
  expect(output).toMatch(/Links: 1 wrong, 0 to look at, 0 well, 0 not here\./);
});
