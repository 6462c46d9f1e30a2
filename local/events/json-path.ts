import { isJsonObject, type JsonValue } from '../aws/json.ts';

/** The value at a path within an event; undefined when there is none. */
export type JsonPath = (event: JsonValue) => JsonValue | undefined;

type Step = string | number | '*';

/** Reads the JSON paths of EventBridge, such as `$.detail.items[0].name` or `$.resources[*]`; undefined for another text. */
export function parseJsonPath(text: string): JsonPath | undefined {
  if (!/^\$(?:\.[\w/-]+|\.\*|\[\d+\]|\[\*\])*$/.test(text)) return undefined;
  const steps = [...text.matchAll(/\.([\w/-]+|\*)|\[(\d+|\*)\]/g)].map(
    ([, name, index]): Step => name ?? (index === '*' ? '*' : Number(index)),
  );
  return (event) => walk(event, steps);
}

/** A star gives the list of what is found below each member. */
function walk(value: JsonValue | undefined, [step, ...rest]: readonly Step[]): JsonValue | undefined {
  if (step === undefined || value === undefined) return value;
  if (step === '*') {
    const members = Array.isArray(value) || isJsonObject(value) ? Object.values(value) : [];
    return members.map((each) => walk(each, rest)).filter((each) => each !== undefined);
  }
  if (typeof step === 'number') return walk(Array.isArray(value) ? value[step] : undefined, rest);
  return walk(isJsonObject(value) && Object.hasOwn(value, step) ? value[step] : undefined, rest);
}
