import { isJsonObject, type JsonObject, type JsonValue } from '../aws/json.ts';

/** Whether an event passes a filter pattern. */
export type EventFilter = (event: unknown) => boolean;

type Comparison = (value: unknown) => boolean;

const isString = (value: unknown): value is string => typeof value === 'string';

/** The content filters of "Lambda event filtering", section "Filter rule syntax", that are served. */
const contentFilters: Readonly<Record<string, (operand: JsonValue | undefined) => Comparison>> = {
  prefix: (operand) => (value) => isString(value) && isString(operand) && value.startsWith(operand),
  suffix: (operand) => (value) => isString(value) && isString(operand) && value.endsWith(operand),
  exists: (operand) => (value) => (value !== undefined) === operand,
  'anything-but': (operand) => {
    const excluded: readonly unknown[] = Array.isArray(operand) ? operand : [operand];
    return (value) => value !== undefined && !excluded.includes(value);
  },
};

/** Compiles a filter pattern; throws RangeError for a rule that is not served. */
export function createEventFilter(pattern: object): EventFilter {
  const members = Object.entries(pattern).map(([name, rule]) => [name, compileRule(name, rule)] as const);
  return (event) => members.every(([name, matches]) => matches(isJsonObject(event) ? event[name] : undefined));
}

function compileRule(name: string, rule: JsonValue): Comparison {
  if (isJsonObject(rule)) return createEventFilter(rule);
  if (!Array.isArray(rule)) throw new RangeError(`The filter rule of "${name}" must be a list or an object.`);
  const comparisons = rule.map((item) => (isJsonObject(item) ? contentFilter(name, item) : (v: unknown) => v === item));
  return (value) => comparisons.some((matches) => matches(value));
}

function contentFilter(name: string, rule: JsonObject): Comparison {
  const [[operator, operand] = ['', undefined]] = Object.entries(rule);
  const compile = contentFilters[operator];
  if (compile && Object.keys(rule).length === 1) return compile(operand);
  throw new RangeError(
    `The filter rule ${JSON.stringify(rule)} of "${name}" is not served by SmallCart's embedded cloud.`,
  );
}
