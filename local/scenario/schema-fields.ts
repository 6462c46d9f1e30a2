import * as z from 'zod/mini';
import { didYouMean } from './did-you-mean.ts';

/** A mapping of known fields; others are refused with a guess at what was meant. */
export function fields<T extends z.core.$ZodLooseShape>(what: string, shape: T) {
  const known = Object.keys(shape);
  const error: z.core.$ZodErrorMap = (issue) => {
    if (issue.code !== 'unrecognized_keys') return `${what} must be a mapping of ${known.join(', ')}`;
    const [key = ''] = issue.keys;
    return `${what} has no field '${key}'.${didYouMean(key, known)} Its fields are ${known.join(', ')}.`;
  };
  return z.strictObject(shape, { error });
}

/** A scalar that `parse` understands. */
export function scalar<T>(want: string, parse: (text: string) => T | undefined, guess = (_text: string) => '') {
  return z.pipe(
    z.string(`must be ${want}`),
    z.transform((text: string, context) => {
      const value = parse(text);
      if (value !== undefined) return value;
      context.issues.push({ code: 'custom', input: text, message: `'${text}' is not ${want}.${guess(text)}` });
      return z.NEVER;
    }),
  );
}

/** One of the texts; another gets a guess at what was meant. */
export function oneOf<T extends string>(values: readonly T[]) {
  const want = `one of ${values.join(', ')}`;
  const guess = (text: string): string => didYouMean(text, values);
  return scalar(want, (text) => values.find((value) => value === text), guess);
}

/** A list; a single item may stand for itself. */
export function list<T extends z.core.SomeType>(item: T) {
  return z.pipe(
    z.transform((value: unknown) => (Array.isArray(value) || value === undefined ? value : [value])),
    z.array(item),
  );
}

/** A text in short form is read into the fields it stands for; anything else goes through. */
export function shortForm(pattern: RegExp, names: readonly string[], example: string) {
  return z.transform((value: unknown, context) => {
    if (typeof value !== 'string') return value;
    const match = pattern.exec(value);
    if (match !== null) return Object.fromEntries(names.map((name, index) => [name, match[index + 1]]));
    context.issues.push({ code: 'custom', input: value, message: `'${value}' is not of the form '${example}'` });
    return z.NEVER;
  });
}
