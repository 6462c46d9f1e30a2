import { STATE_VALUES, type StateValue } from '../../../monitoring/cloudwatch.ts';
import { type AlarmReference, type AlarmRule, type AtLeastThreshold, alarmReference } from './alarm-rule.ts';
import { alarmRuleError } from './rule-error.ts';
import { type RuleToken, tokenizeRule } from './tokenize-rule.ts';

const MAX_ELEMENTS = 500;
const OPERAND = "'(', 'NOT', AT_LEAST, TRUE or FALSE, ALARM, OK, or INSUFFICIENT_DATA";
const STATE = 'ALARM, OK, or INSUFFICIENT_DATA';
const THRESHOLD = /^([1-9]\d{0,5})(%?)$/;

/**
 * Parses an AlarmRule (User Guide "Composite alarms"); a ValidationException that names the offending token and the index
 * of its first character where it is none. Where the page is silent: NOT binds tighter than AND, AND tighter than OR; TRUE
 * and FALSE may be written in any case, as that page writes them in both, everything else in upper case only; AT_LEAST needs
 * at least one alarm and a threshold within their number, or of 1 % to 100 %.
 */
export function parseAlarmRule(text: string): AlarmRule {
  const tokens = tokenizeRule(text);
  let next = 0;
  let elements = 0;

  const peek = (): RuleToken => tokens[next] ?? { kind: 'end', text: '', position: text.length };

  const take = (): RuleToken => {
    const token = peek();
    next++;
    return token;
  };

  const isWord = (word: string): boolean => peek().kind === 'word' && peek().text === word;

  const skip = (kind: RuleToken['kind']): void => {
    if (peek().kind !== kind) throw unsupported(peek(), kind === 'end' ? "'AND' or 'OR'" : `'${kind}'`);
    next++;
  };

  const countElement = (): void => {
    elements++;
    if (elements > MAX_ELEMENTS) throw alarmRuleError(`The rule has more than ${MAX_ELEMENTS} elements`);
  };

  const open = (): void => {
    skip('(');
    countElement();
  };

  const joined = (kind: 'and' | 'or', word: string, operand: () => AlarmRule): AlarmRule => {
    const first = operand();
    const operands = [first];
    while (isWord(word)) {
      next++;
      operands.push(operand());
    }
    return operands.length === 1 ? first : { kind, operands };
  };

  const disjunction = (): AlarmRule => joined('or', 'OR', conjunction);
  const conjunction = (): AlarmRule => joined('and', 'AND', unary);

  const unary = (): AlarmRule => {
    if (!isWord('NOT')) return primary();
    next++;
    return { kind: 'not', operand: unary() };
  };

  const primary = (): AlarmRule => {
    if (peek().kind === '(') return group();
    const token = take();
    if (token.kind !== 'word') throw unsupported(token, OPERAND);
    const state = STATE_VALUES.find((value) => value === token.text);
    if (state !== undefined) return stateFunction(state);
    if (token.text === 'AT_LEAST') return atLeast();
    const constant = token.text.toUpperCase();
    if (constant !== 'TRUE' && constant !== 'FALSE') throw unsupported(token, OPERAND);
    countElement();
    return { kind: 'constant', value: constant === 'TRUE' };
  };

  const group = (): AlarmRule => {
    open();
    const inner = disjunction();
    skip(')');
    return inner;
  };

  const stateFunction = (state: StateValue): AlarmRule => {
    skip('(');
    const alarm = reference();
    skip(')');
    return { kind: 'state', state, alarm };
  };

  const atLeast = (): AlarmRule => {
    skip('(');
    const threshold = take();
    skip(',');
    const negated = isWord('NOT');
    if (negated) next++;
    const state = stateName();
    skip(',');
    const alarms = references();
    skip(')');
    return { kind: 'atLeast', threshold: readThreshold(threshold, alarms.length), state, negated, alarms };
  };

  const stateName = (): StateValue => {
    const token = take();
    const state = STATE_VALUES.find((value) => token.kind === 'word' && value === token.text);
    if (state === undefined) throw unsupported(token, STATE);
    return state;
  };

  const references = (): AlarmReference[] => {
    open();
    const alarms = [reference()];
    while (peek().kind === ',') {
      next++;
      alarms.push(reference());
    }
    skip(')');
    return alarms;
  };

  const reference = (): AlarmReference => {
    const token = take();
    if ((token.kind !== 'word' && token.kind !== 'quoted') || token.text === '') {
      throw unsupported(token, 'an alarm name or an alarm ARN');
    }
    countElement();
    return alarmReference(token.text);
  };

  const rule = disjunction();
  skip('end');
  return rule;
}

function readThreshold(token: RuleToken, alarms: number): AtLeastThreshold {
  const [, digits, percent] = token.kind === 'word' ? (THRESHOLD.exec(token.text) ?? []) : [];
  const limit = percent === '%' ? 100 : alarms;
  const threshold = Number(digits);
  if (digits === undefined || threshold > limit) {
    throw unsupported(token, `a number from 1 to ${alarms} or a percentage from 1% to 100%`);
  }
  return percent === '%' ? { kind: 'percentage', percentage: threshold } : { kind: 'count', count: threshold };
}

function unsupported(token: RuleToken, expected: string) {
  if (token.kind === 'end') return alarmRuleError(`Unexpected end at char ${token.position}, must be: ${expected}`);
  return alarmRuleError(`Unsupported token '${token.text}' at char ${token.position}, must be: ${expected}`);
}
