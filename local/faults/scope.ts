import { FUNCTION_IDS } from '../../monitoring/resources.ts';
import type { JsonValue } from '../aws/json.ts';
import type { Setting } from './setting.ts';

/** The names that a list has when each of them is known, at least one and none twice; else undefined. */
function readNames(value: JsonValue, known: readonly string[]): readonly string[] | undefined {
  if (!Array.isArray(value) || value.length === 0) return undefined;
  const names = new Set(value.filter((name) => typeof name === 'string' && known.includes(name)));
  return names.size === value.length ? [...names].map(String) : undefined;
}

/** A scope of some of what is known, such as functions by id. */
export function oneOrMoreOf(noun: string, known: readonly string[]): Setting<readonly string[]> {
  return {
    takes: `a list of ${noun}, each once: ${known.join(', ')}`,
    input: { kind: 'choices', of: known },
    read: (value) => readNames(value, known),
  };
}

/** The functions that a fault hits. */
export const FUNCTIONS = oneOrMoreOf('functions', FUNCTION_IDS);

/** All functions but the console's, so that one can watch what a fault does. */
export const ALL_BUT_CONSOLE: readonly string[] = FUNCTION_IDS.filter((id) => id !== 'ops');

/** Whether something is in a scope; everything is in one that was not given. */
export const inScope = (scope: readonly string[] | undefined, name: string): boolean => scope?.includes(name) ?? true;
