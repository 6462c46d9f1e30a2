import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { TABLE } from '../functions/lib/table.ts';
import { LIVE_ALIAS } from '../monitoring/physical-name.ts';
import { FUNCTION_IDS } from '../monitoring/resources.ts';
import { createHttpApi } from './apigateway/http-api.ts';
import type { JsonObject } from './aws/json.ts';
import { lateService } from './aws/late-service.ts';
import { ensureBuilt } from './build/ensure-built.ts';
import type { Clock } from './clock.ts';
import { clockStatus } from './control/control.ts';
import {
  CODE_FOLDER,
  emptyDataFolder,
  missingFolders,
  PAGES_FOLDER,
  prepareDataFolder,
  unmakeDataFolder,
} from './data-folder.ts';
import { lockDataFolder } from './data-folder-lock.ts';
import { API_ROUTES } from './deploy/api-routes.ts';
import { connectEventSources, type EventSources } from './deploy/connect-event-sources.ts';
import { deployEventRules } from './deploy/deploy-event-rules.ts';
import { deployFunctions } from './deploy/deploy-functions.ts';
import { deployLogGroups } from './deploy/deploy-log-groups.ts';
import { deployMonitoring } from './deploy/deploy-monitoring.ts';
import { deployQueries } from './deploy/deploy-queries.ts';
import { deployTopics } from './deploy/deploy-topics.ts';
import { functionDefinitions } from './deploy/function-definitions.ts';
import { ACCOUNT_ID, API_ID, functionOfArn, REGION, TABLE_NAME } from './deploy/place.ts';
import { samplingRulesInForce } from './deploy/sampling-rules.ts';
import { stageSettings } from './deploy/stage-settings.ts';
import { openDoors } from './doors.ts';
import { callDynamodb } from './dynamodb/call-dynamodb.ts';
import { ensureTable } from './dynamodb/ensure-table.ts';
import { startEmbeddedCloud } from './embedded-cloud.ts';
import type { Faults } from './faults/faults.ts';
import { gatewayFault } from './faults/gateway-fault.ts';
import { invocationFaults } from './faults/invocation-faults.ts';
import { hits } from './faults/rate.ts';
import { skipsRun } from './faults/schedule-stopped.ts';
import { tamperLedger } from './faults/tamper-ledger.ts';
import { reportFirstProbe } from './first-probe.ts';
import { openCodeStore } from './lambda/code-store.ts';
import { createFunctions } from './lambda/functions.ts';
import { createInvokeLater } from './lambda/invoke-later.ts';
import { createLambda, type Lambda } from './lambda/lambda.ts';
import { createLambdaService, type LambdaServiceOptions } from './lambda/lambda-service.ts';
import { openVersionNumbers } from './lambda/version-numbers.ts';
import type { Options } from './options.ts';
import { localChannels } from './receivers/receiver-channels.ts';
import { packageVersion, releaseVersion } from './release-version.ts';
import { createSchedules } from './scheduler/schedules.ts';
import { readSecrets } from './secrets.ts';
import { ADMIN_EMAIL, NEXT_EMAIL, setUp } from './setup.ts';
import { openSiteRelease } from './site/site-release.ts';
import { openStore } from './store.ts';
import { seededRandom } from './traffic/seeded-random.ts';
import { openShopperAccounts } from './traffic/shopper-accounts.ts';
import { steerVisitors } from './traffic/steered-visitors.ts';
import { accountsFor, startTraffic, type Traffic } from './traffic/traffic.ts';
import { startVirtualTime } from './virtual-time.ts';
import { createSampler } from './xray/sampler.ts';

/** SmallCart running whole on this machine. */
export type SmallCart = {
  readonly siteUrl: string;
  readonly awsUrl: string;
  stop(): Promise<void>;
};

const ROOT = join(import.meta.dirname, '..');

/** Lambda before it is there: invocations wait for it, its status is empty. */
function createLateLambda() {
  const started = Promise.withResolvers<Lambda>();
  let status = (): unknown => ({});
  let kill: Lambda['kill'] = () => 0;
  const invoke: Lambda['invoke'] = async (...call) => (await started.promise).invoke(...call);
  return {
    invoke,
    status: () => status(),
    kill: (functionId: string): number => kill(functionId),
    started: started.promise,
    start: (lambda: Lambda): void => {
      status = lambda.status;
      kill = lambda.kill;
      started.resolve(lambda);
    },
  };
}

type FunctionSurroundings = Pick<LambdaServiceOptions, 'eventSourceMappings'> & {
  readonly clock: Clock;
  readonly folder: string;
  readonly store: DatabaseSync;
  readonly late: ReturnType<typeof createLateLambda>;
};

/** The functions, and the API of Lambda, which waits for it. */
function openFunctions({ clock, folder, store, late, eventSourceMappings }: FunctionSurroundings) {
  const code = openCodeStore(join(folder, CODE_FOLDER));
  const functions = createFunctions({ code, numbers: openVersionNumbers(store), now: clock.now, random: Math.random });
  const { invoke } = late;
  const invokeLater = createInvokeLater(clock, invoke);
  const api = createLambdaService({ functions, code, eventSourceMappings, invoke, invokeLater });
  return { functions, lambdaService: lateService(api, late.started) };
}

type Shop = {
  readonly clock: Clock;
  readonly siteUrl: string;
  readonly store: DatabaseSync;
  readonly switches: Faults['switches'];
};

type Shoppers = Pick<Options, 'traffic' | 'seed'>;

function sendShoppers({ traffic, seed }: Shoppers, { clock, siteUrl, store, switches }: Shop): Traffic | undefined {
  if (traffic === 0) return undefined;
  const random = seed === undefined ? Math.random : seededRandom(seed);
  const accounts = openShopperAccounts(store, accountsFor(traffic));
  const staysAway = (): boolean => hits(switches['traffic-gone'].settings(), random);
  const pace = { shoppersPerSecond: traffic, random, staysAway };
  return startTraffic({ clock, siteUrl, newKey: randomUUID, accounts, ...pace });
}

/**
 * Starts everything: embedded cloud, functions, site, schedules, and on the first start the sample catalogue and an
 * administrator, whose password is logged there and then.
 * @throws UserError and the other errors that main.ts explains in a line
 */
export async function startSmallCart(options: Options, log: (message: string) => void): Promise<SmallCart> {
  const onBug = (error: unknown): void =>
    log(`Site and API: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  const settings = stageSettings();
  const missing = missingFolders(options.data);
  const folder = prepareDataFolder(options.data);
  const lock = lockDataFolder(folder);
  const pages = openSiteRelease(join(ROOT, 'web', 'dist'), join(folder, PAGES_FOLDER));
  const doors = await openDoors(pages.find, options, onBug).catch((error: unknown) => {
    unmakeDataFolder(missing);
    lock.release();
    throw error;
  });
  const { siteUrl, awsUrl } = doors;
  // Nothing is deleted before it is certain that no other SmallCart runs here.
  if (options.reset) emptyDataFolder(folder);
  const secrets = readSecrets(folder);
  const store = openStore(folder);
  const time = startVirtualTime(store, options, log);
  const { clock } = time;
  const late = createLateLambda();
  const schedules = createSchedules(clock.now);
  let sources: EventSources | undefined;
  const eventSourceMappings = async () => sources?.mappings() ?? [];
  const { functions, lambdaService } = openFunctions({ clock, folder, store, late, eventSourceMappings });
  const release = releaseVersion(ROOT);
  let ready = false;

  const samplingRules = samplingRulesInForce(settings.tracedShare);
  const cloud = await startEmbeddedCloud({
    ...{ clock, folder, store, door: doors.aws, awsUrl, log, lambdaService, schedules, site: pages, samplingRules },
    webhookSecret: secrets.webhookSecret,
    invoke: async (arn, event) => {
      const { functionId, ...qualified } = functionOfArn(arn);
      return late.invoke(functionId, event, qualified);
    },
    kill: (id) => (FUNCTION_IDS.some((known) => known === id) ? late.kill(id) : undefined),
    status: () => ({
      ready,
      clock: clockStatus(clock),
      site: pages.served(),
      services: { lambda: late.status(), xray: cloud.segments.counts() },
      versions: { smallcart: packageVersion(ROOT), release, node: process.versions.node },
    }),
    onWrite: () => sources?.onWrite(),
  });
  const { record } = cloud.cloudwatch;
  const { switches, chance } = cloud.faults;
  await Promise.all([ensureTable(await cloud.dynamodb.port(), TABLE_NAME, TABLE), ensureBuilt(ROOT)]);
  const callTable = async (operation: string, input: JsonObject) =>
    callDynamodb(await cloud.dynamodb.port(), operation, input);
  await tamperLedger(switches['ledger-tampered'], TABLE_NAME, callTable);

  const place = { region: REGION, accountId: ACCOUNT_ID };
  const channels = localChannels(process.env.CHANNELS, awsUrl, secrets);
  deployFunctions(functions, functionDefinitions(ROOT, release, { siteUrl, awsUrl, secrets, channels, settings }));
  const lambda = createLambda({
    ...{ ...place, clock, logStore: cloud.logDelivery, traceStore: { put: cloud.putSegment }, recordMetric: record },
    functions,
    environments: options.environments,
    sample: createSampler({ rules: samplingRules, now: clock.now, random: Math.random }),
    ...invocationFaults(switches, chance),
    xrayDaemonAddress: `127.0.0.1:${cloud.segments.port}`,
  });
  const invoke: Lambda['invoke'] = (id, event, options) =>
    lambda.invoke(id, event, { ...options, qualifier: LIVE_ALIAS });
  late.start(lambda);
  doors.serve(
    createHttpApi({
      ...{ ...place, apiId: API_ID, clock, routes: API_ROUTES, invoke, recordMetric: record, onBug },
      isDown: gatewayFault(switches, chance),
    }),
  );
  await deployLogGroups(cloud.logsService, clock.now());
  await setUp(invoke, log);
  sources = connectEventSources({
    ...{ clock, store, invoke, schedules, queues: cloud.queues, record, log },
    dynamodbPort: () => cloud.dynamodb.port(),
    skips: (id) => skipsRun(switches['schedule-stopped'].settings(), id, chance),
  });
  // Queues were made with the event sources, topics send to them, alarms publish to topics.
  deployTopics(cloud.topics, { mail: ADMIN_EMAIL, 'mail-next': NEXT_EMAIL });
  await deployMonitoring(cloud.cloudwatch.service, clock.now());
  // After the alarms: nobody needs to be told of each that a first start makes.
  await deployEventRules(cloud.eventsService, clock.now());
  await deployQueries(cloud.logsService, clock.now());
  // The probe's first report, in the minute before the first evaluation: a start is no outage.
  await reportFirstProbe(invoke, clock.now());
  const traffic = sendShoppers(options, { clock, siteUrl, store, switches });
  const steered = steerVisitors({ clock, store, siteUrl, random: Math.random, newKey: randomUUID, switches });
  clock.release();
  ready = true;

  return {
    siteUrl,
    awsUrl,
    stop: async () => {
      ready = false;
      traffic?.stop();
      steered.stop();
      sources?.stop();
      time.stop();
      doors.site.close();
      doors.site.closeAllConnections();
      await lambda.stop();
      await cloud.stop();
      store.close();
      lock.release();
    },
  };
}
