import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AwsError } from '../../../local/aws/aws-error.ts';
import { parseFilterPattern } from '../../../local/logs/filter-pattern.ts';

const cases: Record<string, { pattern: string; yes: string[]; no: string[] }> = {
  'an empty pattern matches everything': { pattern: ' ', yes: ['', 'x'], no: [] },
  'every term must occur, case counting': {
    pattern: 'ERROR payment',
    yes: ['payment ERROR'],
    no: ['ERROR', 'error payment'],
  },
  'a quoted phrase is one term': { pattern: '"out of stock"', yes: ['is out of stock.'], no: ['stock out of'] },
  'a quoted quote': { pattern: '"say \\"no\\""', yes: ['they say "no"'], no: ['they say no'] },
  'a minus excludes': { pattern: 'ERROR -retry', yes: ['ERROR x'], no: ['ERROR retry', 'x'] },
  'only exclusions match all else': { pattern: '-"a b"', yes: ['ab'], no: ['a b'] },
  'question marks are alternatives': { pattern: '?ERROR ?WARN', yes: ['WARN', 'ERROR'], no: ['INFO'] },
  'alternatives beside a required term do not count': { pattern: 'INFO ?ERROR', yes: ['INFO'], no: ['ERROR'] },
  'a regular expression': { pattern: '%4[0-9]{2}%', yes: ['status 404'], no: ['status 500'] },
  'JSON text equality': {
    pattern: '{ $.level = "ERROR" }',
    yes: ['{"level":"ERROR"}'],
    no: ['{"level":"INFO"}', '{}', 'ERROR'],
  },
  'JSON text with a wildcard': {
    pattern: '{ $.route = /api/* }',
    yes: ['{"route":"/api/cart"}'],
    no: ['{"route":"/ops"}'],
  },
  'dots of a wildcard text are dots': { pattern: '{ $.v = "1.0*" }', yes: ['{"v":"1.0.2"}'], no: ['{"v":"1x0"}'] },
  'JSON numbers': {
    pattern: '{ ($.status >= 500) && ($.durationMs < 1.5e3) }',
    yes: ['{"status":500,"durationMs":10}'],
    no: ['{"status":499,"durationMs":10}', '{"status":"500","durationMs":1}', '{"status":500,"durationMs":1500}'],
  },
  'JSON inequality needs the property': { pattern: '{ $.a != "x" }', yes: ['{"a":"y"}'], no: ['{"a":"x"}', '{}'] },
  'AND binds closer than OR': {
    pattern: '{ $.a = 1 || $.b = 1 && $.c = 1 }',
    yes: ['{"a":1}', '{"b":1,"c":1}'],
    no: ['{"b":1}', '{"c":1}'],
  },
  'parentheses group': { pattern: '{ ($.a = 1 || $.b = 1) && $.c = 1 }', yes: ['{"b":1,"c":1}'], no: ['{"a":1}'] },
  'IS NULL, IS TRUE, NOT EXISTS': {
    pattern: '{ $.a IS NULL && $.b IS TRUE && $.c NOT EXISTS }',
    yes: ['{"a":null,"b":true}'],
    no: ['{"b":true}', '{"a":null,"b":true,"c":null}', '{"a":null,"b":"true"}'],
  },
  'nested properties and list elements': {
    pattern: '{ $.error.causes[1]["the code"] = "E2" }',
    yes: ['{"error":{"causes":[{},{"the code":"E2"}]}}'],
    no: ['{"error":{"causes":[{"the code":"E2"}]}}'],
  },
  'inherited properties do not exist': { pattern: '{ $.constructor NOT EXISTS }', yes: ['{}'], no: [] },
};

test.each(Object.entries(cases))('%s', (_, { pattern, yes, no }) => {
  const matches = parseFilterPattern(pattern);
  expect(yes.filter((line) => !matches(line))).toEqual([]);
  expect(no.filter(matches)).toEqual([]);
});

const invalid: Record<string, string> = {
  'an unclosed phrase': '"open',
  'an unclosed brace': '{ $.a = 1',
  'a comparison without a value': '{ $.a = }',
  'a comparison without a property': '{ a = 1 }',
  'an unknown operator': '{ $.a ~ 1 }',
  'an order comparison with text': '{ $.a < "x" }',
  'text after the brace': '{ $.a = 1 } x',
  'a broken regular expression': '%(%',
  'a broken regular expression in JSON': '{ $.a = %(% }',
  'a space-delimited pattern': '[ip, user]',
};

test.each(Object.entries(invalid))('%s is an InvalidParameterException', (_, pattern) => {
  expect(() => parseFilterPattern(pattern)).toThrow(/Invalid filter pattern/);
});

test('no text makes the parser fail in any other way', () => {
  const parts = fc.constantFrom(
    '{',
    '}',
    '(',
    ')',
    '$',
    '$.a',
    '[0]',
    '=',
    '!=',
    '<',
    '&&',
    '||',
    'IS',
    'NOT',
    'EXISTS',
    '"',
    '%',
    '-',
    '?',
    '*',
    '1',
    ' ',
    '\\',
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(parts).map((list) => list.join('')),
      ),
      fc.json(),
      (pattern, line) => {
        try {
          expect(typeof parseFilterPattern(pattern)(line)).toBe('boolean');
        } catch (error) {
          expect(error).toBeInstanceOf(AwsError);
        }
      },
    ),
    { numRuns: 2_000 },
  );
});
