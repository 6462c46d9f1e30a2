import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import { FONT_FAMILY } from './font-family.ts';
import { readFont } from './fonts.ts';

/** Draws the text of an SVG document as a PNG; throws for what is no SVG. */
export type Rasterize = (svg: string) => Uint8Array;

/** Loads what pictures are drawn with into this thread, which can be done once. */
export async function loadRasterizer(): Promise<Rasterize> {
  await initWasm(readFileSync(createRequire(import.meta.url).resolve('@resvg/resvg-wasm/index_bg.wasm')));
  const font = {
    fontBuffers: [readFont('regular'), readFont('bold')],
    defaultFontFamily: FONT_FAMILY,
    sansSerifFamily: FONT_FAMILY,
  };
  return (svg) => {
    const document = new Resvg(svg, { font });
    try {
      const image = document.render();
      try {
        return image.asPng();
      } finally {
        image.free();
      }
    } finally {
      document.free();
    }
  };
}
