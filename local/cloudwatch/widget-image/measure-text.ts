import type { AdvanceWidths } from './read-advance-widths.ts';

export type TextStyle = { readonly size: number; readonly bold?: boolean };

/** The width of a text in pixels. */
export type MeasureText = (text: string, style: TextStyle) => number;

/** Measures with the advance widths of the regular and the bold face. */
export function createMeasureText(regular: AdvanceWidths, bold: AdvanceWidths): MeasureText {
  return (text, style) => {
    const widths = style.bold ? bold : regular;
    let width = 0;
    for (const character of text) width += widths(character.codePointAt(0) ?? 0);
    return width * style.size;
  };
}

/** The text, or as much of its beginning as fits with an ellipsis; nothing when not even that fits. */
export function fitText(text: string, width: number, style: TextStyle, measure: MeasureText): string {
  const [line = ''] = text.split(/[\r\n]/, 1);
  if (measure(line, style) <= width) return line;
  const characters = [...line.slice(0, 2000)];
  let [least, most] = [0, characters.length];
  while (least < most) {
    const middle = Math.ceil((least + most) / 2);
    if (measure(`${characters.slice(0, middle).join('')}…`, style) <= width) least = middle;
    else most = middle - 1;
  }
  return least === 0 ? '' : `${characters.slice(0, least).join('').trimEnd()}…`;
}
