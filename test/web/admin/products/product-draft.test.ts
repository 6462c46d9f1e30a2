import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  changesOf,
  conflictsOf,
  draftMessages,
  draftOf,
  draftProblems,
  factsOf,
  mergeDraft,
  NO_DRAFT,
} from '../../../../web/src/admin/products/product-draft.ts';

const MUG = { name: 'Mug', description: 'Holds tea.', category: 'Kitchen', priceCents: 1450, costCents: 620 };

const word = fc.constantFrom('Mug', 'Cup', 'Kitchen', 'Garden', 'Tea');
const facts = fc.record({
  ...{ name: word, description: word, category: word },
  priceCents: fc.integer({ min: 1, max: 10_000_000 }),
  costCents: fc.option(fc.integer({ min: 0, max: 10_000_000 })),
});

describe('a draft of a product', () => {
  test('that nothing was typed into changes nothing', () => {
    fc.assert(
      fc.property(facts, (product) => {
        expect(factsOf(draftOf(product))).toEqual(product);
        expect(changesOf(draftOf(product), product)).toEqual({});
      }),
      { numRuns: 200 },
    );
  });

  test('sends only what was changed', () => {
    expect(changesOf({ ...draftOf(MUG), price: '15', cost: '' }, MUG)).toEqual({ priceCents: 1500, costCents: null });
  });

  test('needs a name, a category and a price; its cost may be unknown but not nonsense', () => {
    expect(Object.keys(draftProblems(NO_DRAFT))).toEqual(['name', 'category', 'price']);
    expect(Object.keys(draftProblems({ ...draftOf(MUG), price: '0', cost: 'little' }))).toEqual(['price', 'cost']);
    expect(draftProblems(draftOf(MUG))).toEqual({});
  });

  test('shows the server’s objections at its own fields', () => {
    expect(draftMessages({ priceCents: 'This must be less.', name: 'Too long.' })).toEqual({
      price: 'This must be less.',
      name: 'Too long.',
    });
  });
});

describe('when somebody else has edited the product meanwhile', () => {
  const theirs = { ...MUG, name: 'Big mug', priceCents: 1600 };

  test('it is told what they changed, and where that is what one has changed as well', () => {
    expect(conflictsOf(MUG, theirs, { ...draftOf(MUG), price: '15' })).toEqual([
      { field: 'name', theirs: 'Big mug', both: false },
      { field: 'price', theirs: '16', both: true },
    ]);
    expect(conflictsOf(MUG, theirs, { ...draftOf(MUG), price: '16' }).map(({ both }) => both)).toEqual([false, false]);
  });

  test('going on keeps one’s own changes and theirs wherever one had none', () => {
    fc.assert(
      fc.property(facts, facts, facts, (before, later, mine) => {
        const merged = factsOf(mergeDraft(draftOf(mine), before, later));
        for (const name of ['name', 'description', 'category', 'priceCents', 'costCents'] as const) {
          expect(merged[name]).toBe(mine[name] === before[name] ? later[name] : mine[name]);
        }
      }),
      { numRuns: 200 },
    );
  });
});
