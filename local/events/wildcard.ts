import { invalidEventPattern } from './events-errors.ts';

/** A test of texts against a wildcard: `*` stands for any characters, `\*` and `\\` for themselves. */
export function compileWildcard(pattern: string): (text: string) => boolean {
  const parts = literalParts(pattern);
  const [first = '', ...others] = parts;
  const last = others.pop();
  if (last === undefined) return (text) => text === first;
  return (text) => {
    if (!text.startsWith(first) || text.length < first.length + last.length || !text.endsWith(last)) return false;
    const end = text.length - last.length;
    let from = first.length;
    for (const part of others) {
      const found = text.indexOf(part, from);
      if (found < 0 || found + part.length > end) return false;
      from = found + part.length;
    }
    return true;
  };
}

/** The literal texts between the stars. */
function literalParts(pattern: string): string[] {
  const parts = [''];
  for (const [token] of pattern.matchAll(/\\[\s\S]?|\*+|[^\\*]+/g)) {
    if (token.length > 1 && token.startsWith('*')) throw invalidEventPattern('Consecutive wildcard characters');
    if (token === '*') parts.push('');
    else parts.push(`${parts.pop() ?? ''}${token.startsWith('\\') ? literal(token) : token}`);
  }
  return parts;
}

function literal(token: string): string {
  if (token === '\\*' || token === '\\\\') return token.slice(1);
  throw invalidEventPattern('Invalid escape character in a wildcard');
}
