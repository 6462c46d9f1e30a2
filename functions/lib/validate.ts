import * as z from 'zod/mini';
import { type FieldError, Problem } from './problem.ts';

/** The largest request body, in bytes. */
export const BODY_LIMIT = 32_768;

const FORMS: Readonly<Record<string, string>> = {
  email: 'must be an e-mail address',
  datetime: 'must be a time such as 2026-11-21T09:00:00Z',
  date: 'must be a day such as 2026-11-21',
};

function rule(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      if (issue.input === undefined) return 'is required';
      return issue.expected === 'int' ? 'must be a whole number' : `must be of type ${issue.expected}`;
    case 'too_small':
      return `must be at least ${issue.minimum}${issue.origin === 'string' ? ' characters long' : ''}`;
    case 'too_big':
      return `must be at most ${issue.maximum}${issue.origin === 'string' ? ' characters long' : ''}`;
    case 'invalid_value':
      return `must be ${issue.values.length === 1 ? '' : 'one of '}${issue.values.map(String).join(', ')}`;
    case 'not_multiple_of':
      return `must be a multiple of ${issue.divisor}`;
    case 'invalid_union':
      return 'options' in issue && issue.options
        ? `must be one of ${issue.options.map(String).join(', ')}`
        : 'is not valid';
    case 'custom':
      return issue.params?.rule ?? 'is not valid';
    case 'invalid_format':
      return FORMS[issue.format] ?? 'does not have the expected form';
    default:
      return 'is not valid';
  }
}

/** What broke which rule, without the values: they may be personal. */
export function fieldErrors(error: z.core.$ZodError): FieldError[] {
  return error.issues.map((issue) => ({ path: issue.path.map(String).join('.'), message: rule(issue) }));
}

/** The value as the schema reads it; a value that breaks a rule is a 400 that names path and rule. */
export function validate<S extends z.ZodMiniType>(schema: S, value: unknown): z.output<S> {
  // The input tells what is missing from what is of the wrong type; it goes no further.
  const result = z.safeParse(schema, value, { reportInput: true });
  if (result.success) return result.data;
  throw new Problem(400, 'The request breaks the rules named in errors.', {
    code: 'validation',
    errors: fieldErrors(result.error),
  });
}

/** The request's JSON body as the schema reads it; 415 when it is not JSON, 413 when it is too large, 400 otherwise. */
export async function readJson<S extends z.ZodMiniType>(
  request: { header(name: string): string | undefined; text(): Promise<string> },
  schema: S,
): Promise<z.output<S>> {
  const type = request.header('content-type') ?? '';
  if (!/^application\/json\s*(;|$)/i.test(type)) throw new Problem(415, 'Send the body as application/json.');
  const text = await request.text();
  checkSize(Buffer.byteLength(text));
  return validate(schema, parseJson(text));
}

/** Rejects a body that is larger than the limit (413). */
export function checkSize(bytes: number, limit: number = BODY_LIMIT): void {
  if (bytes > limit) throw new Problem(413, `The body may have at most ${limit} bytes.`);
}

/** Half of a surrogate pair can be written as an escape, but is no text that the table could keep. */
function wellFormed(_: string, value: unknown): unknown {
  if (typeof value === 'string' && !value.isWellFormed()) throw new SyntaxError('A string is not well-formed Unicode.');
  return value;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text, wellFormed);
  } catch {
    throw new Problem(400, 'The body is not valid JSON.', { code: 'json' });
  }
}
