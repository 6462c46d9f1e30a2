import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** Reads a face of the pictures' font. */
export function readFont(face: 'regular' | 'bold'): Uint8Array {
  return readFileSync(
    face === 'regular'
      ? require.resolve('dejavu-fonts-ttf/ttf/DejaVuSansCondensed.ttf')
      : require.resolve('dejavu-fonts-ttf/ttf/DejaVuSansCondensed-Bold.ttf'),
  );
}
