import { type EnvironmentKey, FUNCTIONS, type FunctionDefinition, PAYMENT_TIMEOUT_MS } from '../functions/manifest.ts';
import { physicalName } from '../monitoring/physical-name.ts';
import type { FunctionId } from '../monitoring/resources.ts';
import { bundleFolder, releaseVersion } from './build.ts';
import { componentName } from './component-name.ts';
import { statements } from './permissions.ts';
import type { Queues } from './queues.ts';
import type { Secrets } from './secrets.ts';
import type { Settings } from './settings.ts';

export type Functions = Readonly<Record<FunctionId, sst.aws.Function>>;
type Surroundings = {
  readonly settings: Settings;
  readonly table: sst.aws.Dynamo;
  readonly queues: Queues;
  readonly secrets: Secrets;
  readonly router: sst.aws.Router;
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

function environmentValue(key: EnvironmentKey, { table, queues, secrets }: Surroundings): $util.Input<string> {
  switch (key) {
    case 'TABLE_NAME':
      return table.name;
    case 'ORDER_QUEUE_URL':
      return queues.orders.url;
    case 'PAYMENT_TIMEOUT_MS':
      return String(PAYMENT_TIMEOUT_MS);
    case 'PSEUDONYM_KEY':
      return secrets.pseudonymKey.value;
    case 'METRICS_TOKEN':
      return secrets.metricsToken.value;
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
    logging: { retention: surroundings.settings.production ? '1 month' : '1 week' },
    transform: {
      // The managed policy would allow writing to every log group of the account; the role names its own.
      role: (args) => {
        args.managedPolicyArns = [];
      },
    },
  });
}

/** Every function of the manifest, from the bundles that the local cloud runs, too. */
export function createFunctions(surroundings: Surroundings): Functions {
  const create = (id: FunctionId) => createFunction(id, surroundings);
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
    outbox: create('outbox'),
    fulfilment: create('fulfilment'),
    probe: create('probe'),
    notifications: create('notifications'),
    setup: create('setup'),
  };
}
