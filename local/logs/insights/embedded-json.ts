import { type JsonObject, parseJsonObject } from '../../aws/json.ts';

/** Where the object that begins at a place ends, by its braces outside of quotes; -1 when it does not. */
function endOfObject(text: string, start: number): number {
  let [depth, quoted] = [0, false];
  for (let index = start; index < text.length; index += 1) {
    const character = text[index];
    if (quoted) {
      if (character === '\\') index += 1;
      else if (character === '"') quoted = false;
    } else if (character === '"') quoted = true;
    else if (character === '{') depth += 1;
    else if (character === '}') {
      depth -= 1;
      if (depth === 0) return index + 1;
    }
  }
  return -1;
}

/** The JSON object that a line is or, as the first one, holds ("Fields in AWS Lambda logs": the first fragment). */
export function embeddedJson(message: string): JsonObject | undefined {
  const start = message.indexOf('{');
  if (start === -1) return undefined;
  const whole = start === 0 ? parseJsonObject(message) : undefined;
  if (whole) return whole;
  const end = endOfObject(message, start);
  return end === -1 ? undefined : parseJsonObject(message.slice(start, end));
}
