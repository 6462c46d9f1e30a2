import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { createAwsServer } from './aws/aws-server.ts';
import type { AwsService } from './aws/aws-service.ts';
import { startBilling } from './billing/billing.ts';
import { type Clock, systemTime } from './clock.ts';
import { type CloudWatch, createCloudWatch } from './cloudwatch/create-cloudwatch.ts';
import { besideControl } from './control/beside-control.ts';
import { createControl } from './control/control.ts';
import { ACCOUNT_ID, REGION, STAGE, TABLE_NAME } from './deploy/place.ts';
import { deployTraceGroups } from './deploy/trace-groups.ts';
import { createDynamodbProxy } from './dynamodb/dynamodb-proxy.ts';
import { type Dynoxide, startDynoxide } from './dynamodb/dynoxide.ts';
import { findDynoxide } from './dynamodb/find-dynoxide.ts';
import { indexStream } from './dynamodb/index-stream.ts';
import { trimStream } from './dynamodb/trim-stream.ts';
import { openCheckpoints } from './event-sources/checkpoints.ts';
import { createEventTargets } from './event-targets.ts';
import { openEventBus } from './events/event-bus.ts';
import { failQueues } from './faults/fail-queues.ts';
import { createFaults, type Faults } from './faults/faults.ts';
import { logFaults } from './faults/log-faults.ts';
import { poisonQueues } from './faults/poison-queues.ts';
import { failsTopic } from './faults/topic-faults.ts';
import { unlessDown } from './faults/xray-down.ts';
import type { FrontDoor } from './front-door.ts';
import { guardService } from './iam/guard-service.ts';
import { createRoles } from './iam/roles.ts';
import type { InvocationResult } from './lambda/lambda.ts';
import { createLogDelivery, type LogDelivery } from './logs/log-delivery.ts';
import { type LogStore, openLogStore } from './logs/log-store.ts';
import { createLogsService } from './logs/logs-service.ts';
import { openQueryDefinitions } from './logs/query-definitions.ts';
import { createPaymentProvider } from './payments/payment-provider.ts';
import { openReceivedMessages } from './receivers/received-messages.ts';
import { createReceivers } from './receivers/receivers.ts';
import { createSchedulerService } from './scheduler/scheduler-service.ts';
import type { Schedules } from './scheduler/schedules.ts';
import type { SiteRelease } from './site/site-release.ts';
import { createSnsService } from './sns/sns-service.ts';
import { openTopics, type Topics } from './sns/topics.ts';
import { openQueues, type Queues } from './sqs/queues.ts';
import { createSqsService } from './sqs/sqs-service.ts';
import { stsService } from './sts/sts-service.ts';
import type { SamplingRuleInForce } from './xray/sampling-rule.ts';
import { openTraceGroups } from './xray/trace-groups.ts';
import { openTraceStore, type TraceStore } from './xray/trace-store.ts';
import { listenForSegments, type UdpListener } from './xray/udp.ts';
import { createXrayService } from './xray/xray-service.ts';

export type CloudOptions = {
  readonly clock: Clock;
  /** Absolute path of the folder of all state, and the telemetry database in it. */
  readonly folder: string;
  readonly store: DatabaseSync;
  /** Where the AWS APIs and the control API are asked for, and its address. */
  readonly door: FrontDoor;
  readonly awsUrl: string;
  readonly status: () => Readonly<Record<string, unknown>>;
  /** Whose pages the site serves. */
  readonly site: Pick<SiteRelease, 'serve' | 'reset'>;
  readonly log: (message: string) => void;
  /** Told after each request that changed items of the table. */
  readonly onWrite: () => void;
  readonly samplingRules: readonly SamplingRuleInForce[];
  /** The API of Lambda. */
  readonly lambdaService: AwsService;
  readonly schedules: Schedules;
  /** Signs what the receiver of webhooks is told. */
  readonly webhookSecret: string;
  /** Kills the environments that run an invocation of a function; gives their number, undefined for an unknown function. */
  readonly kill: (functionId: string) => number | undefined;
  /** Invokes a function by its ARN. */
  readonly invoke: (functionArn: string, event: unknown) => Promise<InvocationResult>;
};

/** Everything that stands in for AWS but Lambda, which needs the addresses of the rest. */
export type EmbeddedCloud = {
  readonly cloudwatch: CloudWatch;
  readonly logs: LogStore;
  /** The way to them of what functions write. */
  readonly logDelivery: LogDelivery;
  /** The API of Logs. */
  readonly logsService: AwsService;
  readonly traces: TraceStore;
  /** Takes what Lambda itself traces; the functions' segments come over UDP. */
  readonly putSegment: TraceStore['put'];
  readonly segments: UdpListener;
  readonly faults: Faults;
  readonly queues: Queues;
  readonly topics: Topics;
  /** The API of EventBridge. */
  readonly eventsService: AwsService;
  readonly dynamodb: Dynoxide;
  stop(): Promise<void>;
};

const HOUR = 3_600_000;
const place = { region: REGION, accountId: ACCOUNT_ID };

/** Starts the services over the data folder and opens its door; nothing runs in them yet. */
export async function startEmbeddedCloud(options: CloudOptions): Promise<EmbeddedCloud> {
  const { clock, folder, store, door, log } = options;
  const binary = findDynoxide({ platform: process.platform, arch: process.arch, env: process.env });
  const now = () => clock.now();
  const onError = (error: unknown): void =>
    log(`Embedded cloud: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  const invokeFunction = async (functionArn: string, event: unknown): Promise<void> => {
    const result = await options.invoke(functionArn, event);
    if (result.status === 'error') throw new Error(`${result.errorType}: ${result.errorMessage}`);
  };
  const cloudwatch = createCloudWatch({
    ...{ clock, store, onError, invokeFunction, ...place },
    putEvent: (event) => events.put(event),
    publish: (topicArn, { subject, message }) => topics.accept(topicArn, { subject, body: () => message }).deliver,
  });
  const { record } = cloudwatch;
  const faults = createFaults(clock);
  const { switches, chance } = faults;
  const topics = openTopics({
    ...{ store, clock, record, randomId: randomUUID, log, ...place },
    fails: failsTopic(switches['notification-failures'], chance),
    deliverToLambda: invokeFunction,
    deliverToQueue: (queueArn, body) => {
      const queue = queues.byArn(queueArn);
      if (queue === undefined) throw new Error('The queue does not exist.');
      queue.send({ body });
    },
  });
  const logs = openLogStore({ store, now, record, onError });
  logs.subscribe((logGroup, _stream, event) => cloudwatch.ingestEmf(logGroup, event));
  const logsService = createLogsService(logs, openQueryDefinitions(store, randomUUID));
  const logDelivery = createLogDelivery(logs, clock, logFaults(switches, chance));
  switches['logs-delayed'].subscribe(logDelivery.hurry);
  const traces = openTraceStore({ store, now, realNow: systemTime, onError });
  const traceGroups = openTraceGroups(store, randomUUID);
  deployTraceGroups(traceGroups);
  const putSegment = unlessDown(switches['xray-down'], chance, traces.put);
  const queueFaults = failQueues(switches, chance);
  const queues = openQueues({ store, clock, record, randomId: randomUUID, ...place, faults: queueFaults });
  for (const name of ['queue-unavailable', 'queue-delayed'] as const) switches[name].subscribe(queues.wake);
  poisonQueues(switches['poison-message'], queues, clock);
  const events = openEventBus({
    ...{ store, clock, record, randomId: randomUUID, log, ...place },
    ...createEventTargets({ queues, topics, logs, now, invokeFunction }),
  });
  const received = openReceivedMessages(store);
  // After the queues' own minute, so that an alarm sees the sizes of the minute that ends.
  cloudwatch.startEvaluation();
  const dynamodb = Promise.withResolvers<Dynoxide>();
  const roles = createRoles({ ...place, stage: STAGE });
  const { findCaller } = roles;

  const control = createControl({
    ...{ clock, faults, status: options.status, kill: options.kill, site: options.site },
    notifications: (since) =>
      [...topics.notifications(since), ...received.since(since)].sort((a, b) => (a.at < b.at ? -1 : 1)),
    roles,
  });
  const server = createAwsServer({
    ...place,
    now,
    findCaller,
    services: [
      cloudwatch.service,
      logsService,
      createXrayService(traces, traceGroups, options.samplingRules),
      createSqsService({ queues, clock, endpoint: () => options.awsUrl, accountId: ACCOUNT_ID }),
      createSnsService(topics),
      events.service,
      createSchedulerService(options.schedules),
      stsService,
      options.lambdaService,
    ].map(guardService),
    dynamodb: createDynamodbProxy({
      ...place,
      findCaller,
      port: async () => (await dynamodb.promise).port(),
      faults: faults.switches,
      random: chance,
      requestId: randomUUID,
      onWrite: options.onWrite,
      record,
      now,
    }),
    control: besideControl(control, {
      receivers: createReceivers({
        ...{ messages: received, fault: faults.switches['channel-failures'], random: chance, now },
        webhookSecret: options.webhookSecret,
      }),
      payments: createPaymentProvider({ faults: faults.switches, random: chance }),
    }),
    onBug: onError,
  });
  door.open(server);
  const databasePath = join(folder, 'shop.sqlite');
  const checkpoint = openCheckpoints(store).ofTable(TABLE_NAME);
  trimStream({ databasePath, tableName: TABLE_NAME, realNow: systemTime(), checkpoint });
  const indexed = (started: Dynoxide): Dynoxide => {
    indexStream(databasePath);
    return started;
  };
  dynamodb.resolve(startDynoxide({ binary, databasePath, log }).then(indexed));
  const segments = await listenForSegments(putSegment);
  const stopBilling = startBilling({
    ...{ clock, record, cloudwatch: cloudwatch.service },
    factor: () => switches['cost-surge'].settings()?.factor ?? 1,
  });
  const cancelExpiry = clock.every(HOUR, () => {
    logs.expire();
    traces.expire();
  });

  return {
    ...{ cloudwatch, logs, logDelivery, logsService, traces, putSegment, segments, queues, topics, faults },
    eventsService: events.service,
    dynamodb: await dynamodb.promise,
    stop: async () => {
      stopBilling();
      cancelExpiry();
      door.server.close();
      door.server.closeAllConnections();
      queues.stop();
      events.stop();
      await Promise.all([segments.close(), dynamodb.promise.then((child) => child.stop())]);
      logDelivery.hurry();
      cloudwatch.stop();
      logs.close();
      traces.close();
    },
  };
}
