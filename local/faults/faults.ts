import { AwsError } from '../aws/aws-error.ts';
import { isJsonObject } from '../aws/json.ts';
import { dynamodbErrors } from './dynamodb-errors.ts';
import { createFaultSwitch, type FaultSwitch } from './fault-switch.ts';
import { functionCrash } from './function-crash.ts';

/** A fault as the control API shows it. */
export type FaultStatus = {
  readonly name: string;
  readonly description: string;
  readonly defaults: unknown;
  readonly active: boolean;
  readonly settings?: unknown;
};

const createSwitches = () => ({
  'dynamodb-errors': createFaultSwitch(dynamodbErrors),
  'function-crash': createFaultSwitch(functionCrash),
});

/** All faults: by name for the services that consult them, and as the control API steers them. */
export interface Faults {
  readonly switches: Readonly<ReturnType<typeof createSwitches>>;
  list(): readonly FaultStatus[];
  /** Switches a fault on; AwsError for an unknown name (listing the known) or settings that cannot be used. */
  put(name: string, body: unknown): FaultStatus;
  remove(name: string): FaultStatus;
}

/** Makes the registry, every fault off. */
export function createFaults(): Faults {
  const switches = createSwitches();
  const all: readonly FaultSwitch<unknown>[] = Object.values(switches);

  const find = (name: string): FaultSwitch<unknown> => {
    const found = all.find((fault) => fault.name === name);
    if (found) return found;
    const known = all.map((fault) => fault.name).join(', ');
    throw new AwsError('NotFound', `There is no fault '${name}'; there are: ${known}.`, 404);
  };

  return {
    switches,
    list: () => all.map(status),
    put: (name, body) => {
      const fault = find(name);
      if (!isJsonObject(body)) throw new AwsError('BadRequest', `The settings of ${name} must be a JSON object.`);
      fault.on(body);
      return status(fault);
    },
    remove: (name) => {
      const fault = find(name);
      fault.off();
      return status(fault);
    },
  };
}

function status(fault: FaultSwitch<unknown>): FaultStatus {
  const { name, description, defaults } = fault;
  const settings = fault.settings();
  return { name, description, defaults, active: settings !== undefined, ...(settings !== undefined && { settings }) };
}
