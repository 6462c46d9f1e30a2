/** What a part of a query in Logs Insights' language is, to be drawn and to be taken apart. */
export type TokenKind =
  | 'space'
  | 'comment'
  | 'pipe'
  | 'command'
  | 'keyword'
  | 'function'
  | 'field'
  | 'text'
  | 'pattern'
  | 'number'
  | 'sign';

export type Token = { readonly kind: TokenKind; readonly text: string };

/** Parts that are the same wherever they stand; what is not closed goes to the end of its line. */
const PARTS: readonly (readonly [TokenKind, RegExp])[] = [
  ['space', /\s+/y],
  ['comment', /#.*/y],
  ['pipe', /\|/y],
  ['text', /"(?:[^"\\]|\\.)*(?:"|$)|'(?:[^'\\]|\\.)*(?:'|$)/y],
  ['field', /`[^`]*(?:`|$)/y],
  ['number', /\d+(?:\.\d+)?[a-z]*/y],
];
const PATTERN = /\/(?:[^/\\\n]|\\.)*\/?/y;
const WORD = /[@A-Za-z_][\w.@:-]*/y;
const SIGN = /=~|[!<>]=|./suy;

const KEYWORDS = new Set(['and', 'or', 'not', 'in', 'like', 'as', 'by', 'asc', 'desc']);

function matchAt(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  const [found] = pattern.exec(text) ?? [];
  return found === '' ? undefined : found;
}

/** What stands before, as far as it says how to read on: a slash begins a pattern or divides. */
type Before = { readonly command: string | undefined; readonly last: Token | undefined };

function beginsPattern({ command, last }: Before): boolean {
  if (last?.kind === 'keyword') return last.text.toLowerCase() === 'like';
  if (last?.kind === 'sign') return last.text === '=~';
  return command === 'parse' && (last?.kind === 'field' || last?.kind === 'command');
}

function wordKind(word: string, rest: string, { command }: Before): TokenKind {
  if (command === undefined) return 'command';
  if (KEYWORDS.has(word.toLowerCase())) return 'keyword';
  return /^\s*\(/.test(rest) ? 'function' : 'field';
}

function tokenAt(text: string, at: number, before: Before): Token {
  for (const [kind, pattern] of PARTS) {
    const found = matchAt(pattern, text, at);
    if (found !== undefined) return { kind, text: found };
  }
  const pattern = beginsPattern(before) ? matchAt(PATTERN, text, at) : undefined;
  if (pattern !== undefined) return { kind: 'pattern', text: pattern };
  const word = matchAt(WORD, text, at);
  if (word !== undefined) return { kind: wordKind(word, text.slice(at + word.length), before), text: word };
  return { kind: 'sign', text: matchAt(SIGN, text, at) ?? text.slice(at) };
}

/** The parts of a query, one after another; together they are its text, whatever that is. */
export function queryTokens(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let before: Before = { command: undefined, last: undefined };
  for (let at = 0; at < text.length; at += tokens.at(-1)?.text.length ?? 1) {
    const token = tokenAt(text, at, before);
    tokens.push(token);
    if (token.kind === 'pipe') before = { command: undefined, last: token };
    else if (token.kind === 'command') before = { command: token.text.toLowerCase(), last: token };
    else if (token.kind !== 'space' && token.kind !== 'comment') before = { ...before, last: token };
  }
  return tokens;
}

/** A command of a query with all that belongs to it, without the pipes around it. */
type QueryCommand = { readonly name: string; readonly text: string; readonly tokens: readonly Token[] };

/** The commands of a query, in their order. */
export function queryCommands(text: string): readonly QueryCommand[] {
  const groups: Token[][] = [[]];
  for (const token of queryTokens(text)) {
    if (token.kind === 'pipe') groups.push([]);
    else if (token.kind !== 'comment') groups.at(-1)?.push(token);
  }
  return groups.flatMap((tokens) => {
    const name = tokens.find(({ kind }) => kind === 'command')?.text.toLowerCase();
    if (name === undefined) return [];
    return [
      {
        name,
        tokens,
        text: tokens
          .map((token) => token.text)
          .join('')
          .trim(),
      },
    ];
  });
}
