import { LIVE_ALIAS } from '../../monitoring/physical-name.ts';
import type { FunctionDefinition } from '../lambda/function-definition.ts';
import type { Functions } from '../lambda/functions.ts';

/** Makes each function, publishes what it is now and has the alias `live` send all requests there. */
export function deployFunctions(functions: Functions, definitions: readonly FunctionDefinition[]): void {
  for (const definition of definitions) {
    functions.add(definition);
    const { version: functionVersion } = functions.publish(definition.id);
    functions.putAlias(definition.id, {
      ...{ name: LIVE_ALIAS, description: 'What serves the shop', functionVersion, additionalVersionWeights: {} },
    });
  }
}
