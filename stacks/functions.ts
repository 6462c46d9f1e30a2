import type { EnvironmentKey, FunctionDefinition } from '../functions/function-definition.ts';
import { FUNCTIONS, PAYMENT_TIMEOUT_MS } from '../functions/manifest.ts';
import { LIVE_ALIAS, physicalName } from '../monitoring/physical-name.ts';
import type { FunctionId } from '../monitoring/resources.ts';
import { billedSettings } from '../monitoring/stage-bill.ts';
import { bundleFolder, releaseVersion } from './build.ts';
import { componentName } from './component-name.ts';
import { statements } from './permissions.ts';
import type { Queues } from './queues.ts';
import type { Secrets } from './secrets.ts';
import type { Settings } from './settings.ts';
import { mailTopicArn, type Topics } from './topics.ts';

/** A function, and the alias by which everything invokes it. */
type Served = { readonly fn: sst.aws.Function; readonly live: aws.lambda.Alias };
export type Functions = Readonly<Record<FunctionId, Served>>;
type Surroundings = {
  readonly settings: Settings;
  readonly table: sst.aws.Dynamo;
  readonly queues: Queues;
  readonly topics: Topics;
  readonly secrets: Secrets;
  readonly router: sst.aws.Router;
  /** Id of the HTTP API. */
  readonly apiId: $util.Output<string>;
};
type Environment = Record<string, $util.Input<string>>;

/** Share of the traces whose debug lines are written, so that the detail is there when something odd happens. */
const DEBUG_SAMPLE_RATE = '0.01';

function commonEnvironment(id: FunctionId, { settings, router }: Surroundings): Environment {
  return {
    STAGE: $app.stage,
    SITE_URL: router.url,
    VERSION: releaseVersion(settings),
    POWERTOOLS_SERVICE_NAME: id,
    POWERTOOLS_LOG_LEVEL: 'INFO',
    POWERTOOLS_LOGGER_SAMPLE_RATE: DEBUG_SAMPLE_RATE,
  };
}

function environmentValue(key: EnvironmentKey, surroundings: Surroundings): $util.Input<string> {
  const { table, queues, topics, secrets, settings, apiId } = surroundings;
  switch (key) {
    case 'TABLE_NAME':
      return table.name;
    case 'ORDER_QUEUE_URL':
      return queues.orders.url;
    case 'API_ID':
      return apiId;
    case 'PAYMENT_TIMEOUT_MS':
      return String(PAYMENT_TIMEOUT_MS);
    case 'PSEUDONYM_KEY':
      return secrets.pseudonymKey.value;
    case 'METRICS_TOKEN':
      return secrets.metricsToken.value;
    case 'CHANNELS':
      return secrets.channels.value;
    case 'LINK_KEY':
      return secrets.linkKey.value;
    case 'MAIL_TOPIC_ARN':
      return mailTopicArn('mail', topics, settings);
    case 'MAIL_NEXT_TOPIC_ARN':
      return mailTopicArn('mail-next', topics, settings);
    case 'NOTIFICATION_ROUTES':
      return JSON.stringify(settings.notifications);
    case 'BILLED_SETTINGS':
      return JSON.stringify(billedSettings(settings));
    default: {
      const unknown: never = key;
      throw new Error(`functions/manifest.ts asks for an unknown environment key: ${unknown}`);
    }
  }
}

function environment(id: FunctionId, definition: FunctionDefinition, surroundings: Surroundings): Environment {
  const own = definition.environment.map((key) => [key, environmentValue(key, surroundings)] as const);
  return { ...commonEnvironment(id, surroundings), ...Object.fromEntries(own) };
}

function createFunction(id: FunctionId, surroundings: Surroundings): sst.aws.Function {
  const definition = FUNCTIONS[id];
  return new sst.aws.Function(componentName(id), {
    name: physicalName($app.stage, id),
    bundle: bundleFolder(id),
    handler: 'index.handler',
    runtime: 'nodejs24.x',
    architecture: 'arm64',
    memory: `${definition.memorySize} MB`,
    timeout: `${definition.timeout} seconds`,
    environment: environment(id, definition, surroundings),
    permissions: statements(id, definition, surroundings),
    versioning: true,
    transform: {
      logGroup: { retentionInDays: surroundings.settings.logRetentionDays },
      // The managed policy would allow writing to every log group of the account; the role names its own.
      role: (args) => {
        args.managedPolicyArns = [];
      },
    },
  });
}

/**
 * The alias is made here once, pointing to the first version; from then on operations/deploy moves it, a share of the
 * requests first, and back when alarms or errors say so. A deployment of the stacks therefore publishes new versions and
 * sends them no request. Nothing but these members may be said of the alias: the provider updates all of it at once, and
 * so would lead it back to the version that it was made with. CodeDeploy, which shifts aliases too, is not used: its deployments are started by CloudFormation
 * or by calls of its own, and neither is a resource that Pulumi could declare; those calls would end where this ends, at
 * UpdateAlias. Versions are never deleted but with their function: of a release they take some megabytes of the 75 GB that
 * Lambda keeps in a region.
 */
function createAlias(id: FunctionId, fn: sst.aws.Function): aws.lambda.Alias {
  const { name, version } = fn.nodes.function;
  return new aws.lambda.Alias(
    `${componentName(id)}Live`,
    { name: LIVE_ALIAS, functionName: name, functionVersion: version },
    { ignoreChanges: ['functionVersion', 'routingConfig'] },
  );
}

/** Every function of the manifest, from the bundles that the local cloud runs, too. */
export function createFunctions(surroundings: Surroundings): Functions {
  const create = (id: FunctionId): Served => {
    const fn = createFunction(id, surroundings);
    return { fn, live: createAlias(id, fn) };
  };
  return {
    catalog: create('catalog'),
    cart: create('cart'),
    checkout: create('checkout'),
    account: create('account'),
    admin: create('admin'),
    ops: create('ops'),
    'sales-rollup': create('sales-rollup'),
    'activity-rollup': create('activity-rollup'),
    'order-progress': create('order-progress'),
    'ledger-audit': create('ledger-audit'),
    'sla-report': create('sla-report'),
    outbox: create('outbox'),
    fulfilment: create('fulfilment'),
    probe: create('probe'),
    'trace-check': create('trace-check'),
    incidents: create('incidents'),
    dispatch: create('dispatch'),
    setup: create('setup'),
  };
}
