import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fitDocuments } from '../../../../functions/lib/xray/fit-documents.ts';
import type { Document } from '../../../../functions/lib/xray/segment-document.ts';

const LIMIT = 2_000;
let ids = 0;
const leaf = (bytes: number): Document => {
  ids += 1;
  return { id: ids.toString(16).padStart(16, '0'), name: 'x'.repeat(bytes) };
};

/** A tree of work: each its own size and what is below it. */
const tree = (depth: number): fc.Arbitrary<Document> =>
  fc
    .tuple(
      fc.integer({ min: 1, max: 900 }),
      depth === 0 ? fc.constant([]) : fc.array(tree(depth - 1), { maxLength: 4 }),
    )
    .map(([bytes, subsegments]) => ({ ...leaf(bytes), ...(subsegments.length > 0 ? { subsegments } : {}) }));

type Link = { readonly id: unknown; readonly parent: unknown; readonly name: unknown };

function linksOf({ id, name, parent_id, subsegments = [] }: Document, parent: unknown = parent_id): Link[] {
  return [{ id, parent, name }, ...subsegments.flatMap((child) => linksOf(child, id))];
}

const sorted = (links: readonly Link[]) => links.map((link) => JSON.stringify(link)).sort();

test('whatever the tree, each document fits, and together they say the same', () => {
  fc.assert(
    fc.property(tree(3), (document) => {
      const whole: Document = { ...document, trace_id: 't', parent_id: 'p', type: 'subsegment' };
      const sent = fitDocuments(whole, LIMIT).map(({ text }): Document => JSON.parse(text));
      for (const each of sent) {
        expect(Buffer.byteLength(JSON.stringify(each))).toBeLessThanOrEqual(LIMIT);
        expect(each).toMatchObject({ trace_id: 't', type: 'subsegment' });
      }
      expect(sorted(sent.flatMap((each) => linksOf(each)))).toEqual(sorted(linksOf(whole)));
    }),
    { numRuns: 100 },
  );
});

describe('a document that is too large by itself', () => {
  const large = { metadata: 'x'.repeat(1_500), cause: 'x'.repeat(1_500), annotations: { stage: 'test' } };

  test('goes without what it can do without, the least of it first', () => {
    const [sent, ...more] = fitDocuments({ ...leaf(10), ...large }, LIMIT);
    expect(more).toEqual([]);
    expect(sent?.document).toHaveProperty('cause');
    expect(sent?.document).toHaveProperty('annotations');
    expect(sent?.document).not.toHaveProperty('metadata');
  });

  test('is lost when nothing helps', () => {
    expect(fitDocuments(leaf(LIMIT), LIMIT)).toEqual([]);
  });
});
