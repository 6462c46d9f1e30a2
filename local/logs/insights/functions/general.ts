import { isTrue, toNumber, toText, truth, type Value } from '../value.ts';
import type { InsightsFunctions } from './insights-function.ts';

/** The value after the first condition that holds, else the last one of an odd number. */
function firstCase(...args: readonly Value[]): Value {
  for (let index = 0; index + 1 < args.length; index += 2) if (isTrue(args[index])) return args[index + 1];
  return args.length % 2 === 1 ? args.at(-1) : undefined;
}

/** "General functions". */
export const GENERAL: InsightsFunctions = {
  ispresent: { least: 1, most: 1, apply: (value) => truth(value !== undefined && value !== null) },
  coalesce: { least: 1, most: 50, apply: (...values) => values.find((value) => value !== undefined && value !== null) },
  if: { least: 3, most: 3, apply: (condition, then, otherwise) => (isTrue(condition) ? then : otherwise) },
  isnumeric: { least: 1, most: 1, apply: (value) => truth(toNumber(value) !== undefined) },
  messagesize: {
    ...{ least: 1, most: 1, type: 'number' },
    apply: (value) => {
      const text = toText(value);
      return text === undefined ? undefined : Buffer.byteLength(text);
    },
  },
  case: { least: 2, most: 51, apply: firstCase },
};
