import { describe, expect, test } from 'vitest';
import type { Schema } from '../../../web/src/docs-page/api-document.ts';
import { choicesOf, kindOf, membersOf, rulesOf } from '../../../web/src/docs-page/describe-schema.ts';

const product = { $ref: '#/components/schemas/Product' };

describe('the kind of a schema', () => {
  test.each<[string, Schema]>([
    ['string', { type: 'string' }],
    ['string or null', { type: ['string', 'null'] }],
    ['Product', product],
    ['array of Product', { type: 'array', items: product }],
    ['Product or null', { anyOf: [product, { type: 'null' }] }],
    ['"a" or "b"', { type: 'string', enum: ['a', 'b'] }],
    ['"ok"', { type: 'string', const: 'ok' }],
    ['anything', {}],
  ])('is %s', (words, schema) => {
    expect(kindOf(schema)).toBe(words);
  });
});

describe('its rules in words', () => {
  test.each<[string[], Schema]>([
    [['1 to 100', '24 by default'], { type: 'integer', minimum: 1, maximum: 100, default: 24 }],
    [['at least 0'], { minimum: 0 }],
    [['at most 60 characters'], { maxLength: 60 }],
    [['26 characters', 'matches ^a'], { minLength: 26, maxLength: 26, pattern: '^a' }],
    [['1 to 5 of them'], { minItems: 1, maxItems: 5 }],
    [['a multiple of 60'], { multipleOf: 60 }],
    [['date-time'], { format: 'date-time', pattern: '^long$' }],
    [[], { type: 'string' }],
  ])('are %j', (rules, schema) => {
    expect(rulesOf(schema)).toEqual(rules);
  });
});

describe('what is shown below it', () => {
  const line: Schema = { type: 'object', properties: { id: {}, note: {} }, required: ['id'] };

  test('are the members of an object, and which are required', () => {
    const shown = membersOf(line).map(({ name, required }) => [name, required]);
    expect(shown).toEqual([
      ['id', true],
      ['note', false],
    ]);
  });

  test('are the members of what a list holds', () => {
    expect(membersOf({ type: 'array', items: line })).toEqual(membersOf(line));
  });

  test('is nothing of a component, which is told elsewhere', () => {
    expect([membersOf(product), choicesOf({ anyOf: [product, { type: 'null' }] })]).toEqual([[], []]);
  });

  test('are the choices where any has members', () => {
    expect(choicesOf({ oneOf: [line, { type: 'null' }] })).toHaveLength(2);
  });
});
