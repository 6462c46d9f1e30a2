import { FUNCTION_IDS } from '../../monitoring/resources.ts';
import type { JsonValue } from '../aws/json.ts';
import { badSetting, type FaultDefinition } from './fault-definition.ts';
import { readRate } from './read-rate.ts';

export type FunctionCrash = {
  /** The share of invocations whose execution environment is killed, 0 to 1. */
  readonly rate: number;
  /** The functions that crash; all unless given. */
  readonly functions?: readonly string[];
  /** The crash comes at a random moment within so many real milliseconds of an invocation's start; one that is faster survives. */
  readonly withinMs: number;
};

const LONGEST = 60_000;

/** Execution environments are killed in the middle of an invocation. */
export const functionCrash: FaultDefinition<FunctionCrash> = {
  name: 'function-crash',
  description:
    'Execution environments are killed in the middle of invocations: requests fail, and what a stream or queue brought is tried again.',
  defaults: { rate: 1, withinMs: 50 },
  members: { rate: readRate, functions: readFunctions, withinMs: readDelay },
};

function readFunctions(value: JsonValue): readonly string[] {
  const ids = Array.isArray(value) ? FUNCTION_IDS.filter((id) => value.includes(id)) : [];
  if (!Array.isArray(value) || ids.length === 0 || ids.length !== value.length) {
    throw badSetting('functions', `a list of functions, each once: ${FUNCTION_IDS.join(', ')}`);
  }
  return ids;
}

function readDelay(value: JsonValue): number {
  if (typeof value === 'number' && value >= 0 && value <= LONGEST) return value;
  throw badSetting('withinMs', `a number of milliseconds from 0 to ${LONGEST}`);
}

/** Real milliseconds after which an invocation of the function crashes; undefined when it does not. */
export function crashAfter(
  fault: FunctionCrash | undefined,
  functionId: string,
  random: () => number,
): number | undefined {
  if (!fault || !(fault.functions?.includes(functionId) ?? true) || random() >= fault.rate) return undefined;
  return random() * fault.withinMs;
}
