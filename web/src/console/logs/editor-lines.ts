import { queryTokens, type TokenKind } from './query-tokens.ts';

/** Where something is in a query, in characters from its beginning. */
export type Position = { readonly start: number; readonly end: number };

/** A part of a line as it is drawn. */
export type Piece = { readonly kind: TokenKind; readonly text: string; readonly wrong: boolean };

/** Where a text has to be cut so that every piece lies within the position or outside of it. */
function cuts(text: string, at: number, { start, end }: Position): readonly string[] {
  const places = [0, start - at, end - at, text.length].map((place) => Math.min(Math.max(place, 0), text.length));
  return places.slice(1).flatMap((place, index) => {
    const part = text.slice(places[index], place);
    return part === '' ? [] : [part];
  });
}

/** A query's lines as an editor draws them, with what is wrong marked: at least one character, the last one at the end. */
export function editorLines(text: string, wrong?: Position): readonly (readonly Piece[])[] {
  const start = Math.min(wrong?.start ?? 0, Math.max(0, text.length - 1));
  const marked = wrong === undefined ? { start: -1, end: -1 } : { start, end: Math.max(start + 1, wrong.end) };
  const lines: Piece[][] = [[]];
  let at = 0;
  for (const token of queryTokens(text)) {
    for (const [index, part] of token.text.split('\n').entries()) {
      if (index > 0) {
        lines.push([]);
        at += 1;
      }
      for (const piece of cuts(part, at, marked)) {
        lines.at(-1)?.push({ kind: token.kind, text: piece, wrong: at >= marked.start && at < marked.end });
        at += piece.length;
      }
    }
  }
  return lines;
}

/** A place in a text as people say it: line and character, both counted from 1. */
export function lineAndCharacter(text: string, at: number): { line: number; character: number } {
  const before = text.slice(0, at).split('\n');
  return { line: before.length, character: (before.at(-1)?.length ?? 0) + 1 };
}
