import { ApiError } from '../api/api-error.ts';

/** What is wrong with a form, by the path of the field in the request. */
export type FieldMessages = Readonly<Record<string, string>>;

/** Rules arrive as the end of a sentence ("must be …"), to follow the field's name. */
const sentence = (rule: string): string => (/^[a-z]/.test(rule) ? `This ${rule.replace(/[.]?$/, '.')}` : rule);

/** The server's objections that belong to a known field; the first one of each field counts. */
export function fieldMessages(error: unknown, paths: readonly string[]): FieldMessages {
  if (!(error instanceof ApiError)) return {};
  const known = error.errors.filter(({ path }) => paths.includes(path));
  return Object.fromEntries(known.toReversed().map(({ path, message }) => [path, sentence(message)]));
}
