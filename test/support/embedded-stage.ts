import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createAwsServer } from '../../local/aws/aws-server.ts';
import { listenOnLoopback } from '../../local/aws/listen.ts';
import { type Clock, createClock } from '../../local/clock.ts';
import { createCloudWatch } from '../../local/cloudwatch/create-cloudwatch.ts';
import { clockStatus, createControl } from '../../local/control/control.ts';
import { deployFunctions } from '../../local/deploy/deploy-functions.ts';
import { createRoles } from '../../local/iam/roles.ts';
import { openCodeStore } from '../../local/lambda/code-store.ts';
import { createFunctions, type Functions } from '../../local/lambda/functions.ts';
import { createLambdaService } from '../../local/lambda/lambda-service.ts';
import { openVersionNumbers } from '../../local/lambda/version-numbers.ts';
import { openLogStore } from '../../local/logs/log-store.ts';
import { createLogsService } from '../../local/logs/logs-service.ts';
import { openQueryDefinitions } from '../../local/logs/query-definitions.ts';
import { createSite } from '../../local/site/site.ts';
import { openSiteRelease } from '../../local/site/site-release.ts';
import { openStore } from '../../local/store.ts';
import { stsService } from '../../local/sts/sts-service.ts';
import { physicalName } from '../../monitoring/physical-name.ts';
import { FUNCTION_IDS, type FunctionId } from '../../monitoring/resources.ts';
import { awsClients } from './aws-clients.ts';

/** Functions, CloudWatch, site and clock of a stage that something can be deployed to, over the embedded cloud's APIs; nothing runs in it. */
export type EmbeddedStage = {
  readonly awsPort: number;
  readonly siteUrl: string;
  readonly clients: ReturnType<typeof awsClients>;
  readonly functions: Functions;
  readonly clock: Clock;
  /** A folder that goes with the stage. */
  readonly folder: string;
  /** Whether it says that it is ready; true at first. */
  ready: boolean;
  stop(): Promise<void>;
};

/** The release that a stage begins with. */
export const FIRST_RELEASE = '0123456789ab';
/** What each function is given first; the outbox knows a secret, too. */
export const FIRST_CODE = 'export const handler = async () => 1;';

const place = { region: 'us-east-1', accountId: '000000000000' };
const START = Date.parse('2026-11-21T03:00:00Z');

/** Writes files by their path in a folder. */
export function writeFiles(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}

function onBug(error: unknown): never {
  throw error;
}

async function close(server: Server): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeAllConnections();
  await closed;
}

/** Starts it, with every function of the shop, or with these, at its first release. */
export async function startEmbeddedStage(
  stage = 'local',
  ids: readonly FunctionId[] = FUNCTION_IDS,
): Promise<EmbeddedStage> {
  const folder = mkdtempSync(join(tmpdir(), 'smallcart-stage-'));
  writeFiles(folder, { 'code/index.mjs': FIRST_CODE, 'pages/index.html': 'first pages' });
  const store = openStore(folder);
  const clock = createClock({ mode: 'simulated', speed: 1, start: START });
  const now = (): number => clock.now();
  const cloudWatch = createCloudWatch({
    ...{ ...place, clock, store, onError: onBug, invokeFunction: async () => {} },
    ...{ putEvent: () => () => {}, publish: () => () => {} },
  });
  const logs = openLogStore({ store, now, record: cloudWatch.record, onError: onBug });
  const code = openCodeStore(join(folder, 'functions'));
  const functions = createFunctions({ code, numbers: openVersionNumbers(store), now, random: Math.random });
  const pages = openSiteRelease(join(folder, 'pages'), join(folder, 'served'));
  const site = createSite({ find: pages.find, api: async () => {}, onBug });
  const siteUrl = `http://127.0.0.1:${await listenOnLoopback(site, 0)}`;

  deployFunctions(
    functions,
    ids.map((id) => ({
      ...{ id, name: physicalName(stage, id), bundle: join(folder, 'code/index.mjs'), memorySize: 128, timeout: 3 },
      environment: { VERSION: FIRST_RELEASE, SITE_URL: siteUrl, ...(id === 'outbox' ? { PSEUDONYM_KEY: 'key' } : {}) },
    })),
  );
  const server = createAwsServer({
    ...{ ...place, now, onBug },
    services: [
      createLambdaService({
        ...{ functions, code, eventSourceMappings: async () => [], invokeLater: () => {} },
        invoke: async () => ({ status: 'ok', payload: {} }),
      }),
      ...[
        cloudWatch.service,
        createLogsService(
          logs,
          openQueryDefinitions(store, () => crypto.randomUUID()),
        ),
        stsService,
      ],
    ],
    control: createControl({
      ...{
        clock,
        site: pages,
        notifications: () => [],
        roles: createRoles({ ...place, stage: 'local' }),
        kill: () => 0,
      },
      faults: { list: () => [], put: async () => ({}), remove: async () => ({}), clear: async () => [] },
      status: () => ({ ready: started.ready, clock: clockStatus(clock), versions: { release: FIRST_RELEASE } }),
    }),
  });
  const awsPort = await listenOnLoopback(server, 0);
  const clients = awsClients(`http://127.0.0.1:${awsPort}`);
  const started: EmbeddedStage = {
    ...{ awsPort, siteUrl, clients, functions, clock, folder, ready: true },
    stop: async () => {
      for (const client of Object.values(clients)) client.destroy();
      await Promise.all([close(server), close(site)]);
      cloudWatch.stop();
      logs.close();
      clock.stop();
      store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return started;
}
