import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { overlaps, within } from '../../../../local/cloudwatch/widget-image/box.ts';
import { fontMeasure } from '../../../../local/cloudwatch/widget-image/font-measure.ts';
import { layoutLegend } from '../../../../local/cloudwatch/widget-image/legend.ts';
import { COLORS } from '../../../../local/cloudwatch/widget-image/palette.ts';
import type { SvgNode } from '../../../../local/cloudwatch/widget-image/svg.ts';

const measure = fontMeasure();
const canvas = { colors: COLORS.light, measure };

/** Where a node is, a text by its measured width. */
function boxOf({ name, attributes, children }: SvgNode) {
  const [x, y] = [Number(attributes.x), Number(attributes.y)];
  if (name === 'rect') return { x, y, width: Number(attributes.width), height: Number(attributes.height) };
  return { x, y: y - 10, width: measure(String(children[0]), { size: 11 }), height: 12 };
}

describe('the legend', () => {
  it('stays in its place beside the graph, with no text over another', () => {
    const entries = fc.array(fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 60 }), { maxLength: 60 });
    const side = fc.integer({ min: 20, max: 800 });
    fc.assert(
      fc.property(entries, side, side, fc.constantFrom('bottom', 'right'), (labels, width, height, position) => {
        const box = { x: 10, y: 10, width, height };
        const { nodes, rest } = layoutLegend(
          canvas,
          box,
          labels.map((label) => ({ label, color: '#123456' })),
          position,
        );
        const boxes = nodes.map(boxOf);
        expect(boxes.every((each) => within(each, box) && !overlaps(each, rest))).toBe(true);
        boxes.forEach((one, index) => {
          expect(boxes.slice(index + 1).some((other) => overlaps(one, other))).toBe(false);
        });
      }),
      { numRuns: 150 },
    );
  });

  it('leaves the whole place to the graph when it is hidden or there is no room', () => {
    const entries = [{ label: 'Orders', color: '#123456' }];
    const large = { x: 0, y: 0, width: 600, height: 400 };
    const small = { x: 0, y: 0, width: 80, height: 60 };
    expect(layoutLegend(canvas, large, entries, 'hidden')).toEqual({ nodes: [], rest: large });
    expect(layoutLegend(canvas, large, [], 'bottom')).toEqual({ nodes: [], rest: large });
    for (const position of ['bottom', 'right'] as const) {
      expect(layoutLegend(canvas, small, entries, position)).toEqual({ nodes: [], rest: small });
    }
  });
});
