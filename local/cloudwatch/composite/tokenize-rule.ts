import { alarmRuleError } from './rule-error.ts';

/** A piece of an AlarmRule and the index of its first character. */
export type RuleToken = {
  readonly kind: '(' | ')' | ',' | 'word' | 'quoted' | 'end';
  /** The piece as it is written, of a quoted one what stands between the quotes. */
  readonly text: string;
  readonly position: number;
};

const SPACE = /\s*/y;
const QUOTED = /"((?:[^"\\]|\\.)*)"/sy;
const WORD = /[^\s(),"][^\s(),]*/y;

/**
 * Splits an AlarmRule into tokens, the last of kind `end` (User Guide "Composite alarms"): without quotes a reference ends
 * at a space, a round bracket or a comma; within them a backslash takes the next character as it is. Throws for a quote
 * that is not closed.
 */
export function tokenizeRule(rule: string): RuleToken[] {
  const tokens: RuleToken[] = [];
  let position = skipSpace(rule, 0);
  while (position < rule.length) {
    const { token, length } = nextToken(rule, position);
    tokens.push(token);
    position = skipSpace(rule, position + length);
  }
  tokens.push({ kind: 'end', text: '', position: rule.length });
  return tokens;
}

function nextToken(rule: string, position: number): { readonly token: RuleToken; readonly length: number } {
  const character = rule.charAt(position);
  if (character === '(' || character === ')' || character === ',') {
    return { token: { kind: character, text: character, position }, length: 1 };
  }
  const [word] = match(WORD, rule, position);
  if (word !== undefined) return { token: { kind: 'word', text: word, position }, length: word.length };
  const [whole, quoted] = match(QUOTED, rule, position);
  if (whole === undefined || quoted === undefined) {
    throw alarmRuleError(`The quotation mark at char ${position} is not closed`);
  }
  const text = quoted.replaceAll(/\\(.)/gs, '$1');
  return { token: { kind: 'quoted', text, position }, length: whole.length };
}

function skipSpace(rule: string, position: number): number {
  return position + (match(SPACE, rule, position)[0]?.length ?? 0);
}

function match(pattern: RegExp, text: string, position: number): readonly (string | undefined)[] {
  pattern.lastIndex = position;
  return pattern.exec(text) ?? [];
}
