import { readFont } from './fonts.ts';
import { createMeasureText, type MeasureText } from './measure-text.ts';
import { readAdvanceWidths } from './read-advance-widths.ts';

let measure: MeasureText | undefined;

/** Measures texts in the pictures' font, which is read when it is first asked for. */
export function fontMeasure(): MeasureText {
  measure ??= createMeasureText(readAdvanceWidths(readFont('regular')), readAdvanceWidths(readFont('bold')));
  return measure;
}
