/** Widths of a font's glyphs by character, as parts of the font size. */
export type AdvanceWidths = (codePoint: number) => number;

/** Reads them from a TrueType font (tables head, hhea, hmtx and the cmap of the Basic Multilingual Plane, format 4). */
export function readAdvanceWidths(font: Uint8Array): AdvanceWidths {
  const view = new DataView(font.buffer, font.byteOffset, font.byteLength);
  const at = tableOffsets(view);
  const unitsPerEm = view.getUint16(at('head') + 18);
  const metrics = view.getUint16(at('hhea') + 34);
  const hmtx = at('hmtx');
  const advance = (glyph: number): number => view.getUint16(hmtx + 4 * Math.min(glyph, metrics - 1)) / unitsPerEm;
  const glyphOf = readCharacterMap(view, at('cmap'));
  return (codePoint) => advance(codePoint > 0xffff ? 0 : glyphOf(codePoint));
}

function tableOffsets(view: DataView): (tag: string) => number {
  const offsets = new Map<string, number>();
  for (let index = 0; index < view.getUint16(4); index++) {
    const record = 12 + 16 * index;
    const tag = [0, 1, 2, 3].map((byte) => String.fromCharCode(view.getUint8(record + byte))).join('');
    offsets.set(tag, view.getUint32(record + 8));
  }
  return (tag) => {
    const offset = offsets.get(tag);
    if (offset === undefined) throw new TypeError(`the font has no table ${tag}`);
    return offset;
  };
}

function readCharacterMap(view: DataView, cmap: number): (codePoint: number) => number {
  const table = unicodeTable(view, cmap);
  const segments = view.getUint16(table + 6) / 2;
  const ends = table + 14;
  const starts = ends + 2 * segments + 2;
  const deltas = starts + 2 * segments;
  const rangeOffsets = deltas + 2 * segments;
  return (codePoint) => {
    let segment = 0;
    while (segment < segments - 1 && view.getUint16(ends + 2 * segment) < codePoint) segment++;
    const start = view.getUint16(starts + 2 * segment);
    if (codePoint < start) return 0;
    const delta = view.getUint16(deltas + 2 * segment);
    const rangeOffset = view.getUint16(rangeOffsets + 2 * segment);
    if (rangeOffset === 0) return (codePoint + delta) % 65_536;
    const glyph = view.getUint16(rangeOffsets + 2 * segment + rangeOffset + 2 * (codePoint - start));
    return glyph === 0 ? 0 : (glyph + delta) % 65_536;
  };
}

function unicodeTable(view: DataView, cmap: number): number {
  for (let index = 0; index < view.getUint16(cmap + 2); index++) {
    const record = cmap + 4 + 8 * index;
    const table = cmap + view.getUint32(record + 4);
    const isUnicode =
      view.getUint16(record) === 0 || (view.getUint16(record) === 3 && view.getUint16(record + 2) === 1);
    if (isUnicode && view.getUint16(table) === 4) return table;
  }
  throw new TypeError('the font has no character map of format 4');
}
