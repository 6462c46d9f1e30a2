import type { JsonValue } from '../../../aws/json.ts';
import { toText, truth, type Value } from '../value.ts';
import type { InsightsFunctions } from './insights-function.ts';

function parsed(value: Value): Value {
  try {
    const json: JsonValue = JSON.parse(toText(value) ?? '');
    return typeof json === 'object' && json !== null ? json : undefined;
  } catch {
    return undefined;
  }
}

const listOf = (value: Value): readonly JsonValue[] | undefined => {
  const list = parsed(value);
  return Array.isArray(list) ? list : undefined;
};

/** "JSON functions": a map or a list of a text, missing when it is neither, and the text of one; what a list of a text has. */
export const JSON_FUNCTIONS: InsightsFunctions = {
  jsonparse: { least: 1, most: 1, apply: parsed },
  jsonstringify: {
    ...{ least: 1, most: 1 },
    apply: (value) => (value === undefined ? undefined : JSON.stringify(value)),
  },
  jsonarraysize: { least: 1, most: 1, apply: (value) => listOf(value)?.length },
  jsonarraycontains: {
    ...{ least: 2, most: 2 },
    apply: (value, wanted) => truth(listOf(value)?.some((item) => toText(item) === toText(wanted)) ?? false),
  },
};
