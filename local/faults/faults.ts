import { FAULT_NAMES, type FaultName } from '../../monitoring/fault-names.ts';
import { AwsError } from '../aws/aws-error.ts';
import { isJsonObject } from '../aws/json.ts';
import type { Clock } from '../clock.ts';
import { apiGatewayDown } from './api-gateway-down.ts';
import { cacheDisabled } from './cache-disabled.ts';
import { channelFailures } from './channel-failures.ts';
import { coldStartStorm } from './cold-start-storm.ts';
import { concurrencyExhausted } from './concurrency-exhausted.ts';
import { costSurge } from './cost-surge.ts';
import { DURATION } from './duration.ts';
import { dynamodbErrors } from './dynamodb-errors.ts';
import { dynamodbLatency } from './dynamodb-latency.ts';
import { dynamodbOperationErrors } from './dynamodb-operation-errors.ts';
import { dynamodbThrottling } from './dynamodb-throttling.ts';
import { emfLost } from './emf-lost.ts';
import { emfMalformed } from './emf-malformed.ts';
import { evenChance } from './even-chance.ts';
import type { FaultDefinition } from './fault-definition.ts';
import { FAULT_SERVICE } from './fault-service.ts';
import { createFaultSwitch, type FaultSwitch } from './fault-switch.ts';
import { fraudBurst } from './fraud-burst.ts';
import { functionCrash } from './function-crash.ts';
import { functionOutOfMemory } from './function-out-of-memory.ts';
import { functionTimeout } from './function-timeout.ts';
import { jobStuck } from './job-stuck.ts';
import { ledgerTampered } from './ledger-tampered.ts';
import { loginStorm } from './login-storm.ts';
import { logsDelayed } from './logs-delayed.ts';
import { notificationFailures } from './notification-failures.ts';
import { paymentDeclines } from './payment-declines.ts';
import { paymentOutage } from './payment-outage.ts';
import { paymentSlow } from './payment-slow.ts';
import { poisonMessage } from './poison-message.ts';
import { cpuPressure, memoryPressure, storageFilling } from './pressure.ts';
import { queueDelayed } from './queue-delayed.ts';
import { queueUnavailable } from './queue-unavailable.ts';
import { type RaisedAlarm, raisedBy } from './raised-by.ts';
import { scheduleStopped } from './schedule-stopped.ts';
import type { Setting, SettingInput } from './setting.ts';
import { stockRunningOut } from './stock-running-out.ts';
import { trafficGone } from './traffic-gone.ts';
import { trafficSurge } from './traffic-surge.ts';
import { xrayDown } from './xray-down.ts';

type SwitchClock = Pick<Clock, 'now' | 'at' | 'mode'>;

function createSwitches(clock: SwitchClock) {
  const off = <Settings extends object>(definition: FaultDefinition<Settings>): FaultSwitch<Settings> =>
    createFaultSwitch(definition, clock);
  return {
    'dynamodb-errors': off(dynamodbErrors),
    'dynamodb-throttling': off(dynamodbThrottling),
    'dynamodb-latency': off(dynamodbLatency),
    'dynamodb-operation-errors': off(dynamodbOperationErrors),
    'function-crash': off(functionCrash),
    'function-out-of-memory': off(functionOutOfMemory),
    'function-timeout': off(functionTimeout),
    'cold-start-storm': off(coldStartStorm),
    'concurrency-exhausted': off(concurrencyExhausted),
    'memory-pressure': off(memoryPressure),
    'cpu-pressure': off(cpuPressure),
    'storage-filling': off(storageFilling),
    'api-gateway-down': off(apiGatewayDown),
    'stock-running-out': off(stockRunningOut),
    'fraud-burst': off(fraudBurst),
    'login-storm': off(loginStorm),
    'traffic-gone': off(trafficGone),
    'traffic-surge': off(trafficSurge),
    'cache-disabled': off(cacheDisabled),
    'payment-declines': off(paymentDeclines),
    'payment-outage': off(paymentOutage),
    'payment-slow': off(paymentSlow),
    'queue-unavailable': off(queueUnavailable),
    'queue-delayed': off(queueDelayed),
    'poison-message': off(poisonMessage),
    'notification-failures': off(notificationFailures),
    'channel-failures': off(channelFailures),
    'emf-lost': off(emfLost),
    'emf-malformed': off(emfMalformed),
    'logs-delayed': off(logsDelayed),
    'xray-down': off(xrayDown),
    'schedule-stopped': off(scheduleStopped),
    'job-stuck': off(jobStuck),
    'ledger-tampered': off(ledgerTampered),
    'cost-surge': off(costSurge),
  } satisfies Readonly<Record<FaultName, unknown>>;
}

/** A fault as the control API shows it. */
export type FaultStatus = {
  readonly name: string;
  /** What it breaks. */
  readonly service: string;
  readonly description: string;
  /** What each of its settings takes. */
  readonly takes: Readonly<Record<string, string>>;
  /** How a form asks for each of them. */
  readonly inputs: Readonly<Record<string, SettingInput>>;
  /** The alarms that it is to raise, each within so many minutes. */
  readonly raises: readonly RaisedAlarm[];
  readonly defaults: unknown;
  readonly active: boolean;
  readonly settings?: unknown;
  /** ISO 8601, virtual: when it switches itself off. */
  readonly until?: string;
};

/** What the registry needs of a switch, whatever its settings. */
type AnySwitch = Pick<FaultSwitch<unknown>, 'on' | 'off' | 'settings' | 'until'> & {
  readonly definition: Omit<FaultDefinition<unknown>, 'members'> & {
    readonly members: Readonly<Record<string, Pick<Setting<unknown>, 'takes' | 'input'>>>;
  };
};

/** All faults: by name for the services that consult them, and as the control API steers them. */
export interface Faults {
  readonly switches: Readonly<ReturnType<typeof createSwitches>>;
  /** A number in [0, 1) that decides whether a fault hits: at random, but evenly where time is simulated, so that runs are alike. */
  readonly chance: () => number;
  list(): readonly FaultStatus[];
  /** Switches a fault on; rejects with an AwsError for an unknown name (listing the known) or settings that cannot be used. */
  put(name: string, body: unknown): Promise<FaultStatus>;
  remove(name: string): Promise<FaultStatus>;
  /** Switches every fault off; rejects with the first that could not be undone, once all others are off. */
  clear(): Promise<readonly FaultStatus[]>;
}

/** Makes the registry, every fault off; nothing of it outlives the process. */
export function createFaults(clock: SwitchClock): Faults {
  const switches = createSwitches(clock);
  const all: readonly AnySwitch[] = FAULT_NAMES.map((name) => switches[name]);

  const find = (name: string): AnySwitch => {
    const found = all.find(({ definition }) => definition.name === name);
    if (found) return found;
    const known = all.map(({ definition }) => definition.name).join(', ');
    throw new AwsError('NotFound', `There is no fault '${name}'; there are: ${known}.`, 404);
  };

  return {
    switches,
    chance: clock.mode === 'simulated' ? evenChance() : Math.random,
    list: () => all.map(status),
    put: async (name, body) => {
      const fault = find(name);
      if (!isJsonObject(body)) throw new AwsError('BadRequest', `The settings of ${name} must be a JSON object.`);
      await fault.on(body);
      return status(fault);
    },
    remove: async (name) => {
      const fault = find(name);
      await fault.off();
      return status(fault);
    },
    clear: async () => {
      const ends = await Promise.allSettled(all.map((fault) => fault.off()));
      for (const end of ends) if (end.status === 'rejected') throw end.reason;
      return all.map(status);
    },
  };
}

function status(fault: AnySwitch): FaultStatus {
  const { name, description, defaults, members } = fault.definition;
  const [settings, until] = [fault.settings(), fault.until()];
  const all = Object.entries({ ...members, duration: DURATION });
  const takes = Object.fromEntries(all.map(([member, setting]) => [member, setting.takes]));
  const inputs = Object.fromEntries(all.map(([member, setting]) => [member, setting.input]));
  return {
    ...{ name, service: FAULT_SERVICE[name], description, takes, inputs, defaults, raises: raisedBy(name) },
    active: settings !== undefined,
    ...(settings !== undefined && { settings }),
    ...(until !== undefined && { until: new Date(until).toISOString() }),
  };
}
