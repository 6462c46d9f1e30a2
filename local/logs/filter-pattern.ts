import { parseJsonPattern } from './json-pattern.ts';
import { invalidParameter } from './log-errors.ts';

/** Whether a log line matches. */
export type LinePredicate = (message: string) => boolean;

type Term = { readonly kind: 'include' | 'exclude' | 'optional'; readonly matches: LinePredicate };

const term = /\s*([-?]?)(?:"((?:[^"\\]|\\.)*)"|%((?:[^%\\]|\\.)+)%|([^\s"%]+))/y;

/**
 * Parses a filter pattern, "Filter pattern syntax": terms (all must occur), `-term`, `?term` (any, when there are no
 * others), quoted phrases, `%regular expressions%`, or a JSON pattern in braces; InvalidParameterException otherwise.
 */
export function parseFilterPattern(pattern: string): LinePredicate {
  const text = pattern.trim();
  if (text === '') return () => true;
  if (text.startsWith('{')) return parseJsonPattern(text);
  if (text.startsWith('['))
    throw invalidParameter('Invalid filter pattern: space-delimited patterns are not served by the embedded cloud.');
  const terms = readTerms(text);
  const required = terms.filter(({ kind }) => kind !== 'optional');
  if (required.length === 0) return (message) => terms.some(({ matches }) => matches(message));
  return (message) => required.every(({ kind, matches }) => matches(message) === (kind === 'include'));
}

function readTerms(text: string): readonly Term[] {
  const terms: Term[] = [];
  term.lastIndex = 0;
  while (term.lastIndex < text.length) {
    const at = term.lastIndex;
    const match = term.exec(text);
    if (!match) throw invalidParameter(`Invalid filter pattern: unclosed quotation at position ${at}.`);
    const [, sign, phrase, expression, word] = match;
    const kind = sign === '-' ? 'exclude' : sign === '?' ? 'optional' : 'include';
    terms.push({
      kind,
      matches: expression === undefined ? containing(plain(phrase) ?? word ?? '') : matching(expression),
    });
  }
  return terms;
}

const plain = (phrase: string | undefined): string | undefined => phrase?.replace(/\\(.)/g, '$1');

const containing =
  (text: string): LinePredicate =>
  (message) =>
    message.includes(text);

/** A line predicate of a regular expression; InvalidParameterException when it is none. */
export function matching(expression: string): LinePredicate {
  try {
    const compiled = new RegExp(expression);
    return (message) => compiled.test(message);
  } catch {
    throw invalidParameter(`Invalid filter pattern: '${expression}' is not a regular expression.`);
  }
}
