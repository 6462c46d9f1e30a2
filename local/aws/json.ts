/** A JSON value as it came over the wire. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject;

/** A JSON object as it came over the wire: any member may be absent. */
export type JsonObject = { readonly [member: string]: JsonValue | undefined };

/** Whether a value is a JSON object: not null, not a list. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Parses text as a JSON object; `undefined` when it is anything else. */
export function parseJsonObject(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The value without the members that are null, at every depth: AWS takes those as absent (Smithy's "AWS JSON 1.0 protocol"). */
function withoutNulls(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(withoutNulls);
  return isJsonObject(value) ? membersWithoutNulls(value) : value;
}

/** An object without the members that are null. */
export function membersWithoutNulls(object: JsonObject): JsonObject {
  const members = Object.entries(object).flatMap(([member, value]) =>
    value === null || value === undefined ? [] : [[member, withoutNulls(value)] as const],
  );
  return Object.fromEntries(members);
}

const [QUOTE, BACKSLASH, COMMA, OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = Buffer.from('"\\,[]{}');

/** How large JSON text is, by its brackets and commas. */
export type JsonSize = {
  /** How many objects and lists lie within each other. */
  readonly depth: number;
  /** At least as many as there are values: what follows an opening bracket or a comma, be it there or not. */
  readonly items: number;
};

/** Measures JSON text, in bytes, without parsing it; of what is no JSON the size does not matter. */
export function measureJson(json: Uint8Array): JsonSize {
  let [depth, deepest, items] = [0, 0, 1];
  let quoted = false;
  for (let index = 0; index < json.length; index += 1) {
    const byte = json[index];
    if (quoted) {
      if (byte === BACKSLASH) index += 1;
      else if (byte === QUOTE) quoted = false;
    } else if (byte === QUOTE) quoted = true;
    else if (byte === COMMA) items += 1;
    else if (byte === OPEN_LIST || byte === OPEN_OBJECT) {
      items += 1;
      depth += 1;
      deepest = Math.max(deepest, depth);
    } else if (byte === CLOSE_LIST || byte === CLOSE_OBJECT) depth -= 1;
  }
  return { depth: deepest, items };
}
