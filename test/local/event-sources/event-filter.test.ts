import { expect, test } from 'vitest';
import { createEventFilter } from '../../../local/event-sources/event-filter.ts';

const order = { eventName: 'INSERT', dynamodb: { NewImage: { kind: { S: 'order' }, total: { N: '5' } } } };
const cases: Record<string, [pattern: object, event: unknown, passes: boolean]> = {
  'an equal value at every named place': [
    { eventName: ['INSERT'], dynamodb: { NewImage: { kind: { S: ['order'] } } } },
    order,
    true,
  ],
  'one of several values': [{ eventName: ['REMOVE', 'INSERT'] }, order, true],
  'another value': [{ eventName: ['MODIFY'] }, order, false],
  'a place that is missing': [{ dynamodb: { OldImage: { kind: { S: ['order'] } } } }, order, false],
  'a prefix': [{ eventName: [{ prefix: 'INS' }] }, order, true],
  'another prefix': [{ eventName: [{ prefix: 'MOD' }] }, order, false],
  'a suffix': [{ eventName: [{ suffix: 'ERT' }] }, order, true],
  'something that exists': [{ dynamodb: { NewImage: [{ exists: true }] } }, order, true],
  'something that does not exist': [{ dynamodb: { OldImage: [{ exists: false }] } }, order, true],
  'anything but a value': [{ eventName: [{ 'anything-but': ['REMOVE'] }] }, order, true],
  'the value that anything-but excludes': [{ eventName: [{ 'anything-but': 'INSERT' }] }, order, false],
  'anything-but of what is missing': [{ nothing: [{ 'anything-but': 'x' }] }, order, false],
  'no condition': [{}, order, true],
  'an event that is no object': [{ eventName: ['INSERT'] }, 'INSERT', false],
};
test.each(Object.entries(cases))('%s', (_, [pattern, event, passes]) => {
  expect(createEventFilter(pattern)(event)).toBe(passes);
});

test.each([
  [{ eventName: 'INSERT' }, /rule of "eventName" must be a list or an object/],
  [{ total: [{ numeric: ['>', 3] }] }, /\{"numeric":\[">",3\]\} of "total" is not served/],
])('%o is refused', (pattern, message) => {
  expect(() => createEventFilter(pattern)).toThrow(message);
});
