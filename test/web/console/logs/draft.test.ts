import { describe, expect, it } from 'vitest';
import type { SavedQuery } from '../../../../functions/ops/insights/query-responses.ts';
import { addressedDraft, allFunctions, chosenOf } from '../../../../web/src/console/logs/draft.ts';
import { chosenQuery } from '../../../../web/src/console/logs/logs-address.ts';

const saved = (id: string, functions: SavedQuery['functions'], more: Partial<SavedQuery> = {}): SavedQuery => ({
  ...{ id, title: id, description: '', query: `filter a = "${id}"`, parameters: [], functions },
  ...more,
});
const USER = { name: 'userId', defaultValue: 'unknown', description: '' };
const QUERIES = [
  saved('errors', ['cart', 'checkout', 'ops']),
  saved('latest-lines', ['cart', 'checkout', 'ops']),
  saved('slowest', ['cart', 'checkout']),
  saved('user-story', ['cart'], { query: 'filter userId = "{{userId}}"', parameters: [USER] }),
];

describe('an address is what is asked for', () => {
  const cases: Record<string, { address: Record<string, string>; asks: object }> = {
    'the latest lines, where it says nothing': {
      address: {},
      asks: { saved: { id: 'latest-lines' }, text: 'filter a = "latest-lines"', functions: [] },
    },
    'those of some functions': {
      address: { functions: 'cart' },
      asks: { saved: undefined, text: 'filter a = "latest-lines"', functions: ['cart'] },
    },
    'a saved query': {
      address: { saved: 'slowest' },
      asks: { saved: { id: 'slowest' }, functions: ['cart', 'checkout'] },
    },
    'a saved query with its parameters': {
      address: { saved: 'user-story', 'p.userId': '42' },
      asks: { text: 'filter userId = "42"', values: { userId: '42' } },
    },
    'any query, of functions that there are': {
      address: { query: 'limit 5', functions: 'toaster,ops' },
      asks: { saved: undefined, text: 'limit 5', functions: ['ops'] },
    },
    'the latest lines, where a saved query is gone': {
      address: { saved: 'forgotten' },
      asks: { saved: { id: 'latest-lines' } },
    },
  };
  it.each(Object.entries(cases))('%s', (_, { address, asks }) => {
    expect(addressedDraft(address, QUERIES)).toMatchObject(asks);
  });

  it.each([
    [{ saved: 'user-story', 'p.userId': '42' }],
    [{ query: 'limit 5', functions: 'ops' }],
    [{ saved: 'slowest' }],
  ])('and what is run says so again: %j', (address) => {
    expect(chosenQuery(chosenOf(addressedDraft(address, QUERIES)))).toEqual(address);
  });
});

it('functions are those that the saved queries name', () => {
  expect(allFunctions(QUERIES)).toEqual(['cart', 'checkout', 'ops']);
});
