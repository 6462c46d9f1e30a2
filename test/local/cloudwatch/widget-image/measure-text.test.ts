import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fontMeasure } from '../../../../local/cloudwatch/widget-image/font-measure.ts';
import { readFont } from '../../../../local/cloudwatch/widget-image/fonts.ts';
import { fitText } from '../../../../local/cloudwatch/widget-image/measure-text.ts';
import { readAdvanceWidths } from '../../../../local/cloudwatch/widget-image/read-advance-widths.ts';

const STYLE = { size: 20 };
const measure = fontMeasure();

describe('the width of a text', () => {
  it('grows with the text, its size and its weight', () => {
    expect(measure('Orders', STYLE)).toBeGreaterThan(measure('Order', STYLE));
    expect(measure('Orders', { size: 40 })).toBeCloseTo(2 * measure('Orders', STYLE));
    expect(measure('Orders', { size: 20, bold: true })).toBeGreaterThan(measure('Orders', STYLE));
    expect(measure('WWW', STYLE)).toBeGreaterThan(2 * measure('iii', STYLE));
  });

  it('is that of the sign for missing characters beyond the font', () => {
    expect(measure('😀', STYLE)).toBeGreaterThan(0);
    expect(measure('\uE000', STYLE)).toBeGreaterThan(0);
  });

  it.each([
    ['no tables', (font: DataView) => font.setUint16(4, 0), 'the font has no table head'],
    ['no character map', (font: DataView) => font.setUint16(cmapOf(font) + 2, 0), 'no character map of format 4'],
  ])('is not read from a font with %s', (_, spoil, message) => {
    const font = readFont('regular').slice();
    spoil(new DataView(font.buffer));
    expect(() => readAdvanceWidths(font)).toThrow(message);
  });
});

function cmapOf(font: DataView): number {
  const records = Array.from({ length: font.getUint16(4) }, (_, index) => 12 + 16 * index);
  return font.getUint32((records.find((record) => font.getUint32(record) === 0x636d6170) ?? 0) + 8);
}

describe('a text that is too long', () => {
  it('ends in an ellipsis within its width, or is left out', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), fc.integer({ min: 0, max: 300 }), (text, width) => {
        const fitted = fitText(text, width, STYLE, measure);
        expect(measure(fitted, STYLE)).toBeLessThanOrEqual(width);
        const [line = ''] = text.split(/[\r\n]/, 1);
        expect(fitted === line || fitted === '' || (fitted.endsWith('…') && line.startsWith(fitted.slice(0, -1)))).toBe(
          true,
        );
      }),
      { numRuns: 300 },
    );
  });
});
