const EMAIL = /[^\s"'<>@]+@[^\s"'<>@]+/g;
/** Twelve digits or more, spaced or dashed: card numbers, phone numbers. */
const DIGITS = /\d(?:[ -]?\d){11,}/g;

/** The text without the given values, e-mail addresses and long numbers: what an error says may quote what a user typed. */
export function redact(text: string, values: Iterable<string> = []): string {
  let result = text;
  for (const value of values) if (value.length >= 3) result = result.replaceAll(value, '[redacted]');
  return result.replace(EMAIL, '[redacted]').replace(DIGITS, '[redacted]');
}

/** What may be told of an error in logs and traces. */
export type SafeError = { name: string; message: string; stack: string; cause?: SafeError };

/** An error reduced to name, message and stack, all redacted, with its causes; properties that libraries add are left out. */
export function safeError(error: unknown, values: readonly string[] = [], depth = 0): SafeError {
  if (!(error instanceof Error)) return { name: 'NonError', message: `A ${typeof error} was thrown.`, stack: '' };
  const safe = {
    name: error.name,
    message: redact(error.message, values),
    stack: redact(error.stack ?? '', values),
  };
  if (error.cause === undefined || depth >= 3) return safe;
  return { ...safe, cause: safeError(error.cause, values, depth + 1) };
}

/** Every string inside a JSON value, keys excluded. */
export function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(stringsIn);
}
