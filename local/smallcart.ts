import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TABLE } from '../functions/lib/table.ts';
import { physicalName } from '../monitoring/physical-name.ts';
import { FUNCTION_IDS } from '../monitoring/resources.ts';
import { createHttpApi, type HttpApi } from './apigateway/http-api.ts';
import { ensureBuilt } from './build/ensure-built.ts';
import { createClock, systemTime } from './clock.ts';
import { openClockMemory } from './clock-memory.ts';
import { clockStatus } from './control/control.ts';
import { emptyDataFolder, prepareDataFolder } from './data-folder.ts';
import { lockDataFolder } from './data-folder-lock.ts';
import { API_ROUTES } from './deploy/api-routes.ts';
import { connectEventSources } from './deploy/connect-event-sources.ts';
import { deployMonitoring } from './deploy/deploy-monitoring.ts';
import { deployTopics } from './deploy/deploy-topics.ts';
import { functionDefinitions } from './deploy/function-definitions.ts';
import { ACCOUNT_ID, API_ID, functionOfArn, REGION, STAGE, TABLE_NAME } from './deploy/place.ts';
import { ensureTable } from './dynamodb/ensure-table.ts';
import { startEmbeddedCloud } from './embedded-cloud.ts';
import { reportFirstProbe } from './first-probe.ts';
import { createFrontDoor } from './front-door.ts';
import { createInvokeLater } from './lambda/invoke-later.ts';
import { createLambda, type Lambda } from './lambda/lambda.ts';
import { createLambdaService } from './lambda/lambda-service.ts';
import { listen } from './listen.ts';
import type { Options } from './options.ts';
import { ADMIN_EMAIL, type Admin, setUp } from './setup.ts';
import { createSite } from './site/site.ts';
import { openStore } from './store.ts';
import { openShopperAccounts } from './traffic/shopper-accounts.ts';
import { startTraffic } from './traffic/traffic.ts';

/** SmallCart running whole on this machine. */
export type SmallCart = {
  readonly siteUrl: string;
  readonly awsUrl: string;
  /** The first administrator, when this start made one. */
  readonly admin: Admin | undefined;
  stop(): Promise<void>;
};

const ROOT = join(import.meta.dirname, '..');
/** Real milliseconds between two writes of the clock: time goes back by so much at most when the process is killed. */
const MEMORY_INTERVAL = 250;

function version(): string {
  const manifest: unknown = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const found = typeof manifest === 'object' && manifest !== null && 'version' in manifest ? manifest.version : '';
  return String(found);
}

/** A value that others already refer to before it can be made. */
function later<T>() {
  const { promise, resolve } = Promise.withResolvers<T>();
  return { promise, resolve };
}

/**
 * Starts everything: embedded cloud, functions, site, schedules, and on the first start the sample catalogue and an
 * administrator.
 * @throws UserError and the other errors that main.ts explains in a line
 */
export async function startSmallCart(options: Options, log: (message: string) => void): Promise<SmallCart> {
  const folder = prepareDataFolder(options.data, options.reset);
  const lock = lockDataFolder(folder);
  const api = later<HttpApi>();
  const onBug = (error: unknown): void =>
    log(`Site and API: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  const site = createSite({
    root: join(ROOT, 'web', 'dist'),
    api: async (request, response) => (await api.promise)(request, response),
    onBug,
  });
  const siteUrl = `http://localhost:${await listen(site, options.port, '--port')}`;
  const door = createFrontDoor();
  const awsUrl = `http://127.0.0.1:${await listen(door.server, options.awsPort, '--aws-port')}`;
  // Nothing is deleted before it is certain that no other SmallCart runs here.
  if (options.reset) emptyDataFolder(folder);

  const store = openStore(folder);
  const memory = openClockMemory(store);
  const remember = (now: number): void => {
    try {
      memory.write(now);
    } catch (error) {
      log(`The time could not be stored: ${error}`);
    }
  };
  const start = Math.max(systemTime(), memory.read());
  const mode = options.simulated ? 'simulated' : 'running';
  const clock = createClock({ mode, speed: options.speed, start, held: true, onAdvanced: remember });
  const lambda = later<Lambda>();
  let ready = false;
  let wakeStream = (): void => {};
  const invoke: Lambda['invoke'] = async (...call) => (await lambda.promise).invoke(...call);
  let functionStatus = (): unknown => ({});
  const cloud = await startEmbeddedCloud({
    ...{ clock, folder, store, door, awsUrl, log },
    lambdaService: createLambdaService({
      functions: FUNCTION_IDS.map((id) => ({ id, name: physicalName(STAGE, id) })),
      invoke,
      invokeLater: createInvokeLater(clock, invoke),
    }),
    invoke: (arn, event) => invoke(functionOfArn(arn), event),
    status: () => ({
      ready,
      clock: clockStatus(clock),
      services: { lambda: functionStatus(), xray: cloud.segments.counts() },
      versions: { smallcart: version(), node: process.versions.node },
    }),
    onWrite: () => wakeStream(),
  });
  const { record } = cloud.cloudwatch;
  const port = await cloud.dynamodb.port();
  await Promise.all([ensureTable(port, TABLE_NAME, TABLE), ensureBuilt(ROOT)]);

  const functions = createLambda({
    ...{ clock, region: REGION, accountId: ACCOUNT_ID, logStore: cloud.logs, traceStore: cloud.traces },
    functions: functionDefinitions(ROOT, version(), { siteUrl, awsUrl }),
    xrayDaemonAddress: `127.0.0.1:${cloud.segments.port}`,
    recordMetric: record,
  });
  functionStatus = functions.status;
  lambda.resolve(functions);
  const place = { apiId: API_ID, region: REGION, accountId: ACCOUNT_ID };
  api.resolve(createHttpApi({ ...place, clock, routes: API_ROUTES, invoke, recordMetric: record, onBug }));
  const admin = await setUp(invoke);
  const sources = connectEventSources({
    ...{ clock, store, lambda: functions, queues: cloud.queues, record, log },
    dynamodbPort: () => cloud.dynamodb.port(),
  });
  wakeStream = sources.onWrite;
  // Queues were made with the event sources, topics send to them, alarms publish to topics.
  deployTopics(cloud.topics, ADMIN_EMAIL);
  await deployMonitoring(cloud.cloudwatch.service, clock.now());
  const traffic =
    options.traffic === 0
      ? undefined
      : startTraffic({
          ...{ clock, siteUrl, shoppersPerSecond: options.traffic, random: Math.random },
          accounts: openShopperAccounts(store),
        });
  const remembering = setInterval(() => remember(clock.now()), MEMORY_INTERVAL).unref();
  // The probe's first report, in the minute before the first evaluation: a start is no outage.
  await reportFirstProbe(invoke, clock.now());
  clock.release();
  ready = true;

  return {
    siteUrl,
    awsUrl,
    admin,
    stop: async () => {
      ready = false;
      clearInterval(remembering);
      traffic?.stop();
      memory.write(clock.now());
      sources.stop();
      clock.stop();
      site.close();
      site.closeAllConnections();
      await functions.stop();
      await cloud.stop();
      store.close();
      lock.release();
    },
  };
}
