import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const FACES = { regular: 'DejaVuSansCondensed', bold: 'DejaVuSansCondensed-Bold' };

/** Reads a face of the pictures' font. */
export function readFont(face: keyof typeof FACES): Uint8Array {
  return readFileSync(createRequire(import.meta.url).resolve(`dejavu-fonts-ttf/ttf/${FACES[face]}.ttf`));
}
