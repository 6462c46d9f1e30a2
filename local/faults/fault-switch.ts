import type { JsonObject } from '../aws/json.ts';
import { type FaultDefinition, parseSettings } from './fault-definition.ts';

/** One fault, on with its settings or off; services consult it, the control API turns it. */
export interface FaultSwitch<Settings> {
  readonly name: string;
  readonly description: string;
  readonly defaults: Settings;
  /** The settings while the fault is on, else `undefined`. */
  settings(): Settings | undefined;
  /** Switches the fault on, anew if it was; AwsError that names a bad member, leaving it as it was. */
  on(body: JsonObject): Settings;
  off(): void;
}

/** Makes the switch of a fault, off. */
export function createFaultSwitch<Settings extends object>(
  definition: FaultDefinition<Settings>,
): FaultSwitch<Settings> {
  const { name, description, defaults } = definition;
  let active: Settings | undefined;
  return {
    name,
    description,
    defaults,
    settings: () => active,
    on: (body) => {
      active = parseSettings(definition, body);
      return active;
    },
    off: () => {
      active = undefined;
    },
  };
}
