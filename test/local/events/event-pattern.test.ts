import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AwsError } from '../../../local/aws/aws-error.ts';
import { parseEventPattern } from '../../../local/events/event-pattern.ts';

const event = {
  source: 'aws.cloudwatch',
  'detail-type': 'CloudWatch Alarm State Change',
  resources: [
    'arn:aws:cloudwatch:us-east-1:000000000000:alarm:orders',
    'arn:aws:cloudwatch:us-east-1:000000000000:alarm:sales',
  ],
  detail: {
    state: { value: 'ALARM', reason: '' },
    threshold: 99.5,
    negative: -3,
    enabled: false,
    nothing: null,
    address: '10.0.0.7',
    address6: '2001:db8::7',
    file: 'dir/lib/pic*ture.PNG',
    empty: [],
    lines: [
      { sku: 'tea', count: 1 },
      { sku: 'cup', count: 12 },
    ],
  },
};
const matches = (pattern: unknown): boolean => parseEventPattern(JSON.stringify(pattern))(event);
const detail = (pattern: unknown): unknown => ({ detail: pattern });

describe('an event matches', () => {
  const cases: Record<string, [pattern: unknown, expected: boolean]> = {
    'by fields at several depths': [{ source: ['aws.cloudwatch'], detail: { state: { value: ['ALARM'] } } }, true],
    'only when every field does': [{ source: ['aws.cloudwatch'], detail: { state: { value: ['OK'] } } }, false],
    'by any of several values': [detail({ state: { value: ['OK', 'ALARM'] } }), true],
    'by one element of a list': [{ resources: [{ suffix: ':alarm:sales' }] }, true],
    'not by a field that is absent': [detail({ other: ['x'] }), false],
    'not by a field inherited from objects': [{ constructor: [{ exists: true }] }, false],
    'not below a text': [{ source: { name: ['x'] } }, false],
    'by the empty text': [detail({ state: { reason: [''] } }), true],
    'by null': [detail({ nothing: [null] }), true],
    'by null not when absent': [detail({ other: [null] }), false],
    'by a truth value': [detail({ enabled: [false] }), true],
    'by a number': [detail({ threshold: [99.5] }), true],
    'by a number not when it is a text': [detail({ threshold: ['99.5'] }), false],
    'by a prefix': [{ source: [{ prefix: 'aws.' }] }, true],
    'by a prefix not in another case': [{ source: [{ prefix: 'AWS.' }] }, false],
    'by a prefix in any case': [{ source: [{ prefix: { 'equals-ignore-case': 'AWS.' } }] }, true],
    'by a suffix': [{ source: [{ suffix: 'watch' }] }, true],
    'by a suffix in any case': [detail({ file: [{ suffix: { 'equals-ignore-case': '.png' } }] }), true],
    'by equality in any case': [detail({ state: { value: [{ 'equals-ignore-case': 'alarm' }] } }), true],
    'by anything but a value': [detail({ state: { value: [{ 'anything-but': 'OK' }] } }), true],
    'not by anything but its value': [detail({ state: { value: [{ 'anything-but': 'ALARM' }] } }), false],
    'not by anything but a list with its value': [
      detail({ state: { value: [{ 'anything-but': ['OK', 'ALARM'] }] } }),
      false,
    ],
    'by anything but numbers': [detail({ threshold: [{ 'anything-but': [1, 2] }] }), true],
    'by anything but a prefix': [{ source: [{ 'anything-but': { prefix: 'shop' } }] }, true],
    'not by anything but its prefix': [{ source: [{ 'anything-but': { prefix: ['shop', 'aws'] } }] }, false],
    'by anything but a suffix': [detail({ file: [{ 'anything-but': { suffix: '.jpg' } }] }), true],
    'not by anything but its value in any case': [
      detail({ state: { value: [{ 'anything-but': { 'equals-ignore-case': ['alarm'] } }] } }),
      false,
    ],
    'not by anything but its wildcard': [detail({ file: [{ 'anything-but': { wildcard: '*/lib/*' } }] }), false],
    'by anything but not when absent': [detail({ other: [{ 'anything-but': 'x' }] }), false],
    'by a range of numbers': [detail({ threshold: [{ numeric: ['>', 99, '<=', 99.5] }] }), true],
    'not at the open end of a range': [detail({ threshold: [{ numeric: ['>=', 0, '<', 99.5] }] }), false],
    'by a bound': [detail({ negative: [{ numeric: ['<', 0] }] }), true],
    'by a number that is equal': [detail({ negative: [{ numeric: ['=', -3.0] }] }), true],
    'by a range not when it is a text': [{ source: [{ numeric: ['>', 0] }] }, false],
    'by being there': [detail({ state: { value: [{ exists: true }] } }), true],
    'by being there, though null': [detail({ nothing: [{ exists: true }] }), true],
    'not by being there as an object': [detail({ state: [{ exists: true }] }), false],
    'by not being there': [detail({ other: [{ exists: false }] }), true],
    'by not being there with all above it': [detail({ other: { deep: [{ exists: false }] } }), true],
    'as an empty list by not being there': [detail({ empty: [{ exists: false }] }), true],
    'in an empty list by not being there': [detail({ empty: { deep: [{ exists: false }] } }), true],
    'not by being absent when it is there': [detail({ threshold: [{ exists: false }] }), false],
    'by a block of addresses': [detail({ address: [{ cidr: '10.0.0.0/24' }] }), true],
    'not by another block': [detail({ address: [{ cidr: '10.0.1.0/24' }] }), false],
    'by a block of version 6': [detail({ address6: [{ cidr: '2001:db8::/32' }] }), true],
    'not by a block of the other version': [detail({ address: [{ cidr: '::/0' }] }), false],
    'by a block not when it is no address': [{ source: [{ cidr: '0.0.0.0/0' }] }, false],
    'by a wildcard': [{ source: [{ wildcard: 'aws.*wat*h' }] }, true],
    'by a wildcard with a star that is meant': [detail({ file: [{ wildcard: '*pic\\*ture*' }] }), true],
    'not by a wildcard with nothing before its end': [{ source: [{ wildcard: 'aws*.cloud' }] }, false],
    'not by a wildcard whose parts overlap': [detail({ state: { value: [{ wildcard: 'ALAR*LARM' }] } }), false],
    'by one of alternatives': [{ $or: [{ source: ['shop'] }, { detail: { threshold: [99.5] } }] }, true],
    'not when no alternative does': [{ $or: [{ source: ['shop'] }, { detail: { threshold: [1] } }] }, false],
    'by alternatives and the rest': [
      { source: ['shop'], $or: [{ source: ['shop'] }, { detail: { threshold: [99.5] } }] },
      false,
    ],
    'by alternatives below': [detail({ $or: [{ threshold: [1] }, { enabled: [false] }] }), true],
    'by one object of a list': [detail({ lines: { sku: ['cup'], count: [{ numeric: ['>', 10] }] } }), true],
    'not by two objects of a list together': [
      detail({ lines: { sku: ['tea'], count: [{ numeric: ['>', 10] }] } }),
      false,
    ],
  };

  it.each(Object.entries(cases))('%s', (_, [pattern, expected]) => {
    expect(matches(pattern)).toBe(expected);
  });
});

describe('a pattern is refused', () => {
  const cases: Record<string, [pattern: unknown, reason: string]> = {
    'that is no object': [['a'], 'Filter is not an object'],
    'that is empty': [{}, 'Empty objects are not allowed'],
    'with an empty object': [{ detail: {} }, 'Empty objects are not allowed'],
    'with an empty list': [{ source: [] }, 'Empty arrays are not allowed'],
    'with a bare value': [{ source: 'shop' }, '"source" must be an object or an array'],
    'with a list in a list': [{ source: [['shop']] }, 'Match value must be String, number, true, false, or null'],
    'with an unknown operator': [{ source: [{ like: 'x' }] }, 'Unrecognized match type like'],
    'with two operators in one': [
      { source: [{ prefix: 'a', suffix: 'b' }] },
      'Only one key allowed in match expression',
    ],
    'with a prefix that is no text': [{ source: [{ prefix: 1 }] }, 'prefix match pattern must be a string'],
    'with another operator in a prefix': [
      { source: [{ prefix: { wildcard: 'a*' } }] },
      'Unsupported prefix pattern: wildcard',
    ],
    'with exists of a text': [{ source: [{ exists: 'yes' }] }, 'exists match pattern must be either true or false.'],
    'with numeric of a number': [{ n: [{ numeric: 1 }] }, 'Value of numeric must be an array.'],
    'with an odd range': [{ n: [{ numeric: ['>', 1, '<'] }] }, 'Invalid member in numeric match'],
    'with an unknown comparison': [{ n: [{ numeric: ['!=', 1] }] }, 'Unrecognized numeric range operator: !='],
    'with a bound that is a text': [{ n: [{ numeric: ['>', '1'] }] }, 'Value of > must be numeric'],
    'with an empty range': [{ n: [{ numeric: ['>', 2, '<', 1] }] }, 'Bottom must be less than top'],
    'with a range upside down': [{ n: [{ numeric: ['<', 2, '>', 1] }] }, 'lower bound first'],
    'with a bound too large': [{ n: [{ numeric: ['<', 6e9] }] }, 'Value must be between'],
    'with a block that is none': [{ ip: [{ cidr: '10.0.0.0' }] }, 'Malformed CIDR'],
    'with a block too long': [{ ip: [{ cidr: '10.0.0.0/33' }] }, 'Malformed CIDR'],
    'with two stars': [{ f: [{ wildcard: 'a**' }] }, 'Consecutive wildcard characters'],
    'with a stray backslash': [{ f: [{ wildcard: 'a\\b' }] }, 'Invalid escape character'],
    'with anything-but of null': [{ f: [{ 'anything-but': [null] }] }, 'Inside anything-but list'],
    'with anything-but of nothing': [{ f: [{ 'anything-but': [] }] }, 'Empty arrays are not allowed'],
    'with anything-but of a range': [
      { f: [{ 'anything-but': { numeric: ['<', 1] } }] },
      'Unsupported anything-but pattern: numeric',
    ],
    'with one alternative, for it is a field then': [{ $or: [{ source: ['x'] }] }, 'Unrecognized match type source'],
    'that is too long': [{ f: ['x'.repeat(4100)] }, 'more than 4096 characters'],
  };

  it.each(Object.entries(cases))('%s', (_, [pattern, reason]) => {
    const refused = () => parseEventPattern(JSON.stringify(pattern));
    expect(refused).toThrow(reason);
    expect(refused).toThrow(expect.objectContaining({ code: 'InvalidEventPatternException' }));
  });
});

it('a wildcard matches exactly what the like regular expression does', () => {
  const part = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 3 });
  fc.assert(
    fc.property(
      fc.array(part, { minLength: 1, maxLength: 4 }),
      fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 8 }),
      (parts, text) => {
        const literal = parts.filter((each, index) => each !== '' || index === 0 || index === parts.length - 1);
        const wildcard = literal.join('*');
        fc.pre(!wildcard.includes('**'));
        const pattern = parseEventPattern(JSON.stringify({ f: [{ wildcard }] }));
        expect(pattern({ f: text })).toBe(new RegExp(`^${literal.join('.*')}$`).test(text));
      },
    ),
    { numRuns: 500 },
  );
});

it('no pattern and no event, however odd, fails by anything but an error of AWS', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 4 }), fc.jsonValue({ maxDepth: 4 }), (pattern, value) => {
      try {
        expect(typeof parseEventPattern(pattern)({ f: JSON.parse(JSON.stringify(value)) })).toBe('boolean');
      } catch (error) {
        expect(error).toBeInstanceOf(AwsError);
      }
    }),
    { numRuns: 300 },
  );
});
