import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AlarmRule, alarmReference, referredAlarms } from '../../../../local/cloudwatch/composite/alarm-rule.ts';
import { evaluateRule } from '../../../../local/cloudwatch/composite/evaluate-rule.ts';
import { parseAlarmRule } from '../../../../local/cloudwatch/composite/parse-rule.ts';
import { STATE_VALUES, type StateValue } from '../../../../monitoring/cloudwatch.ts';

const ARN = 'arn:aws:cloudwatch:us-east-1:000000000000:alarm:';

/** States by the alarm's name: a and A in ALARM, o and O in OK, i in INSUFFICIENT_DATA, anything else unknown. */
function stateOf(name: string): StateValue | undefined {
  return STATE_VALUES.find((state) => state.startsWith(name.charAt(0).toUpperCase()));
}

describe('an alarm rule', () => {
  it.each([
    ['a function of one alarm', 'ALARM(a1)', true],
    ['a function that is not met', 'OK(a1)', false],
    ['INSUFFICIENT_DATA', 'INSUFFICIENT_DATA(i1)', true],
    ['a quoted name', 'ALARM("a name, with (all) of it")', true],
    ['an escaped quotation mark', String.raw`ALARM("a \"quoted\" name")`, true],
    ['a quotation mark within an unquoted name', 'ALARM(a"1)', true],
    ['an unquoted ARN', `ALARM(${ARN}a1)`, true],
    ['a quoted ARN', `OK("${ARN}o 1")`, true],
    ['spaces around everything', ' ALARM ( "a1" )\n AND\tOK( o1 ) ', true],
    ['TRUE', 'TRUE', true],
    ['FALSE in any case, as the guide has it', 'false', false],
    ['AND', 'ALARM(a1) AND ALARM(o1)', false],
    ['OR', 'ALARM(a1) OR ALARM(o1)', true],
    ['NOT', 'NOT ALARM(o1)', true],
    ['NOT before a bracket', 'NOT(TRUE)', false],
    ['NOT NOT', 'NOT NOT TRUE', true],
    ['AND before OR', 'TRUE OR FALSE AND FALSE', true],
    ['brackets before AND', '(TRUE OR FALSE) AND FALSE', false],
    ['NOT before AND', 'NOT FALSE AND FALSE', false],
    ['an alarm that is not there, in no state', 'ALARM(gone) OR OK(gone) OR INSUFFICIENT_DATA(gone)', false],
    ['AT_LEAST met', 'AT_LEAST(2, ALARM, (a1, o1, a2))', true],
    ['AT_LEAST missed', 'AT_LEAST(2, ALARM, (a1, o1, i1))', false],
    ['AT_LEAST with a percentage', 'AT_LEAST(50%, OK, (o1, o2, a1, i1))', true],
    ['a percentage that is rounded up', 'AT_LEAST(50%, OK, (o1, a1, i1))', false],
    ['AT_LEAST not in a state', 'AT_LEAST(2, NOT OK, (a1, i1, o1))', true],
    ['AT_LEAST with quoted names', 'AT_LEAST(100%, NOT INSUFFICIENT_DATA, ("a 1","o, 1"))', true],
    ['AT_LEAST among operators', 'AT_LEAST(2, ALARM, (a1, a2, o1)) AND NOT ALARM(o1)', true],
    ['names that look like keywords', 'ALARM(AND) OR ALARM(aNOT)', true],
  ])('takes %s', (_, text, expected) => {
    expect(evaluateRule(parseAlarmRule(text), stateOf)).toBe(expected);
  });

  it.each([
    [
      'a word that begins nothing',
      'GARBAGE(not a rule',
      "Unsupported token 'GARBAGE' at char 0, must be: '(', 'NOT', AT_LEAST, TRUE or FALSE, ALARM, OK, or INSUFFICIENT_DATA",
    ],
    ['a lower-case function', 'alarm(a)', /Unsupported token 'alarm' at char 0/],
    ['a lower-case operator', 'TRUE and TRUE', "Unsupported token 'and' at char 5, must be: 'AND' or 'OR'"],
    ['an operator without its second operand', 'ALARM(a) AND', /Unexpected end at char 12, must be: '\('/],
    ['two operands without an operator', 'TRUE FALSE', /Unsupported token 'FALSE' at char 5/],
    ['NOT as an operator between two', 'TRUE NOT TRUE', /Unsupported token 'NOT' at char 5/],
    [
      'a function without its alarm',
      'ALARM()',
      "Unsupported token ')' at char 6, must be: an alarm name or an alarm ARN",
    ],
    ['an empty name', 'ALARM("")', /Unsupported token '' at char 6/],
    ['two alarms for one', 'ALARM(a, b)', "Unsupported token ',' at char 7, must be: ')'"],
    ['a space in an unquoted name', 'ALARM(a b)', "Unsupported token 'b' at char 8, must be: ')'"],
    ['a function without brackets', 'ALARM', "Unexpected end at char 5, must be: '('"],
    ['a bracket that is not closed', '(TRUE', "Unexpected end at char 5, must be: ')'"],
    ['a bracket too many', 'TRUE)', /Unsupported token '\)' at char 4/],
    ['a quotation mark that is not closed', 'ALARM("a)', 'The quotation mark at char 6 is not closed'],
    ['a quoted keyword', '"TRUE"', /Unsupported token 'TRUE' at char 0/],
    ['AT_LEAST 0', 'AT_LEAST(0, ALARM, (a))', "Unsupported token '0' at char 9, must be: a number from 1 to 1"],
    [
      'AT_LEAST more than there are',
      'AT_LEAST(3, ALARM, (a, b))',
      /Unsupported token '3' at char 9, must be: .* 1 to 2/,
    ],
    ['more than 100 %', 'AT_LEAST(101%, ALARM, (a, b))', /Unsupported token '101%'/],
    ['AT_LEAST of functions', 'AT_LEAST(1, ALARM(a), ALARM(b))', "Unsupported token '(' at char 17, must be: ','"],
    [
      'AT_LEAST in a state that is none',
      'AT_LEAST(1, FINE, (a))',
      /Unsupported token 'FINE' at char 12, must be: ALARM, OK/,
    ],
    ['AT_LEAST without a list', 'AT_LEAST(1, ALARM, a)', "Unsupported token 'a' at char 19, must be: '('"],
    ['an empty list', 'AT_LEAST(1, ALARM, ())', /Unsupported token '\)' at char 20/],
    ['501 elements', new Array(501).fill('TRUE').join(' OR '), 'The rule has more than 500 elements'],
    ['10,000 brackets', '('.repeat(10_000), 'The rule has more than 500 elements'],
  ])('refuses %s, naming place and cause', (_, text, cause) => {
    const pattern = typeof cause === 'string' ? `Error in AlarmRule [${cause}` : cause;
    expect(() => parseAlarmRule(text)).toThrow(pattern);
  });

  it('may be as long as 500 elements and as deep as NOT goes', () => {
    expect(evaluateRule(parseAlarmRule(new Array(500).fill('TRUE').join(' AND ')), stateOf)).toBe(true);
    expect(evaluateRule(parseAlarmRule(`${'NOT '.repeat(2558)}TRUE`), stateOf)).toBe(true);
  });

  it('names each of its alarms once, whether by name or by ARN', () => {
    const rule = parseAlarmRule(`ALARM(a) OR AT_LEAST(1, OK, (b, ${ARN}a)) AND NOT (OK("a") OR ALARM(${ARN}c))`);
    expect(referredAlarms(rule).map(({ name }) => name)).toEqual(['a', 'b', 'c']);
  });
});

/** Names with everything that must be quoted in them, and without. */
const name = fc.oneof(
  fc.stringMatching(/^[A-Za-z0-9_.:/-]{1,12}$/),
  fc.string({ minLength: 1, maxLength: 12 }),
  fc.constantFrom('NOT', 'a,b', 'a(b)', '"', '\\', 'a "b" \\c', `${ARN}x y`),
);
const alarm = name.map(alarmReference);
const state = fc.constantFrom(...STATE_VALUES);
const atLeast = fc.array(alarm, { minLength: 1, maxLength: 4 }).chain((alarms) =>
  fc.record({
    kind: fc.constant('atLeast' as const),
    threshold: fc.oneof(
      fc.record({ kind: fc.constant('count' as const), count: fc.integer({ min: 1, max: alarms.length }) }),
      fc.record({ kind: fc.constant('percentage' as const), percentage: fc.integer({ min: 1, max: 100 }) }),
    ),
    state,
    negated: fc.boolean(),
    alarms: fc.constant(alarms),
  }),
);
const { rule: anyRule } = fc.letrec<{ rule: AlarmRule }>((tie) => ({
  rule: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.record({ kind: fc.constant('constant' as const), value: fc.boolean() }),
    fc.record({ kind: fc.constant('state' as const), state, alarm }),
    atLeast,
    fc.record({ kind: fc.constant('not' as const), operand: tie('rule') }),
    fc.record({
      kind: fc.constantFrom('and' as const, 'or' as const),
      operands: fc.array(tie('rule'), { minLength: 2, maxLength: 3 }),
    }),
  ),
}));

const quote = (text: string): string => `"${text.replaceAll(/["\\]/g, (character) => `\\${character}`)}"`;
const bracketed = (rule: AlarmRule): string =>
  rule.kind === 'and' || rule.kind === 'or' ? `(${print(rule)})` : print(rule);

function print(rule: AlarmRule): string {
  switch (rule.kind) {
    case 'constant':
      return rule.value ? 'TRUE' : 'FALSE';
    case 'state':
      return `${rule.state}(${quote(rule.alarm.text)})`;
    case 'atLeast': {
      const { threshold, negated, alarms } = rule;
      const needed = threshold.kind === 'count' ? threshold.count : `${threshold.percentage}%`;
      return `AT_LEAST(${needed}, ${negated ? 'NOT ' : ''}${rule.state}, (${alarms.map(({ text }) => quote(text)).join(', ')}))`;
    }
    case 'not':
      return `NOT ${bracketed(rule.operand)}`;
    case 'and':
    case 'or':
      return rule.operands.map(bracketed).join(` ${rule.kind.toUpperCase()} `);
    default:
      return rule satisfies never;
  }
}

/** The value of a rule by counting over JavaScript's own operators. */
function bruteForce(rule: AlarmRule, of: (name: string) => StateValue): boolean {
  switch (rule.kind) {
    case 'constant':
      return rule.value;
    case 'state':
      return of(rule.alarm.name) === rule.state;
    case 'atLeast': {
      let met = 0;
      for (const each of rule.alarms) if ((of(each.name) === rule.state) === !rule.negated) met++;
      const { threshold } = rule;
      return threshold.kind === 'count'
        ? met >= threshold.count
        : met * 100 >= threshold.percentage * rule.alarms.length;
    }
    case 'not':
      return !bruteForce(rule.operand, of);
    case 'and':
    case 'or': {
      const values = rule.operands.map((operand) => bruteForce(operand, of));
      return rule.kind === 'and' ? !values.includes(false) : values.includes(true);
    }
    default:
      return rule satisfies never;
  }
}

describe('any alarm rule', () => {
  it('is, printed and parsed, itself, and evaluates as its boolean formula does', () => {
    fc.assert(
      fc.property(anyRule, fc.integer(), (rule, seed) => {
        const parsed = parseAlarmRule(print(rule));
        expect(parsed).toEqual(rule);
        const of = (alarmName: string): StateValue =>
          STATE_VALUES[Math.abs(seed + alarmName.length * 31 + alarmName.charCodeAt(0)) % 3] ?? 'OK';
        expect(evaluateRule(parsed, of)).toBe(bruteForce(rule, of));
      }),
      { numRuns: 400 },
    );
  });

  it('or none is told from other text by an AWS error, never by another', () => {
    const piece = fc.constantFrom(
      '(',
      ')',
      ',',
      ' ',
      '"',
      '\\',
      'AND',
      'OR',
      'NOT',
      'ALARM',
      'AT_LEAST',
      '2',
      '5%',
      'a',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        try {
          parseAlarmRule(pieces.join(' '));
        } catch (error) {
          expect(error).toMatchObject({ code: 'ValidationException' });
        }
      }),
      { numRuns: 400 },
    );
  });
});
