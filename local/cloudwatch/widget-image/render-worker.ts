import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { parentPort } from 'node:worker_threads';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import { FONT_FAMILY } from './font-family.ts';
import { readFont } from './fonts.ts';
import type { RenderAnswer, RenderRequest } from './render-message.ts';

if (parentPort === null) throw new Error('the renderer runs in a worker thread');
const port = parentPort;

await initWasm(readFileSync(createRequire(import.meta.url).resolve('@resvg/resvg-wasm/index_bg.wasm')));
const font = {
  fontBuffers: [readFont('regular'), readFont('bold')],
  defaultFontFamily: FONT_FAMILY,
  sansSerifFamily: FONT_FAMILY,
};

function render(svg: string): Uint8Array {
  const document = new Resvg(svg, { font });
  const image = document.render();
  try {
    return image.asPng();
  } finally {
    image.free();
    document.free();
  }
}

function answer({ id, svg }: RenderRequest): RenderAnswer {
  try {
    return { id, png: render(svg) };
  } catch (error) {
    return { id, error: String(error) };
  }
}

port.on('message', (request: RenderRequest) => port.postMessage(answer(request)));
