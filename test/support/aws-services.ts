import type { Server } from 'node:http';
import { createAwsServer } from '../../local/aws/aws-server.ts';
import type { FindCaller } from '../../local/aws/caller.ts';
import { listenOnLoopback } from '../../local/aws/listen.ts';
import { openEventBus } from '../../local/events/event-bus.ts';
import { guardService } from '../../local/iam/guard-service.ts';
import { createLambdaService } from '../../local/lambda/lambda-service.ts';
import { openLogStore } from '../../local/logs/log-store.ts';
import { createLogsService } from '../../local/logs/logs-service.ts';
import { openQueryDefinitions } from '../../local/logs/query-definitions.ts';
import { createSnsService } from '../../local/sns/sns-service.ts';
import { openTopics } from '../../local/sns/topics.ts';
import { openQueues } from '../../local/sqs/queues.ts';
import { createSqsService } from '../../local/sqs/sqs-service.ts';
import { stsService } from '../../local/sts/sts-service.ts';
import { openTraceGroups } from '../../local/xray/trace-groups.ts';
import { openTraceStore } from '../../local/xray/trace-store.ts';
import { createXrayService } from '../../local/xray/xray-service.ts';
import { type EmbeddedCloudWatch, embedCloudWatch } from './embedded-cloudwatch.ts';
import { functionsWithoutCode, NOTHING_ELSE } from './functions-without-code.ts';

/** Every AWS service that the embedded cloud serves by itself, on one port over a database in memory. */
export type AwsServices = {
  readonly system: EmbeddedCloudWatch;
  readonly port: number;
  /** Errors that no client caused, and none may. */
  readonly bugs: unknown[];
  stop(): Promise<void>;
};

const place = { region: 'us-east-1', accountId: '000000000000' };

/** Starts them on a free port; their ids and those of requests count from 1. Everybody calls as an operator, unless found. */
export async function startAwsServices(findCaller: FindCaller = () => undefined): Promise<AwsServices> {
  const bugs: unknown[] = [];
  const onError = (error: unknown): void => void bugs.push(error);
  const system = embedCloudWatch(undefined, { onError });
  const { clock, cloudWatch, database: store } = system;
  const { record } = cloudWatch;
  const now = () => clock.now();
  const shared = { ...place, store, clock, record, randomId: countedIds(), log: () => {} };
  const deliver = { deliverToLambda: async () => {}, deliverToQueue: () => {} };
  const topics = openTopics({ ...shared, ...deliver });
  const events = openEventBus({ ...shared, ...deliver, deliverToTopic: () => {}, deliverToLogGroup: () => {} });
  const logs = openLogStore({ store, now, record, onError });
  const traces = openTraceStore({ store, now, realNow: now, onError });
  const queues = openQueues(shared);
  const server = createAwsServer({
    ...place,
    findCaller,
    now,
    services: [
      ...[cloudWatch.service, events.service, stsService],
      ...[
        createLogsService(logs, openQueryDefinitions(store, countedIds())),
        createXrayService(traces, openTraceGroups(store, countedIds())),
        createSnsService(topics),
      ],
      createSqsService({ queues, clock, endpoint: () => 'http://127.0.0.1', accountId: place.accountId }),
      createLambdaService({
        ...{ functions: functionsWithoutCode({ checkout: 'smallcart-checkout' }), ...NOTHING_ELSE },
        invoke: async () => ({ status: 'ok', payload: {}, executedVersion: '$LATEST' }),
        invokeLater: () => {},
      }),
    ].map(guardService),
    control: () => ({ status: 404 }),
    onBug: onError,
    requestId: countedIds(),
  });
  const port = await listenOnLoopback(server, 0);
  return {
    ...{ system, port, bugs },
    async stop() {
      await close(server);
      queues.stop();
      events.stop();
      cloudWatch.stop();
      logs.close();
      traces.close();
    },
  };
}

function countedIds(): () => string {
  let count = 0;
  return () => `00000000-0000-4000-8000-${String(++count).padStart(12, '0')}`;
}

async function close(server: Server): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeAllConnections();
  await closed;
}
