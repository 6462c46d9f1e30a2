import { createHash } from 'node:crypto';
import { drawingOf } from './drawings.ts';

type Depicted = { readonly id: string; readonly name: string; readonly category: string };

/** Base hue of a category's pictures, in degrees; a category without one gets a hue of its own from its name. */
const HUES: Readonly<Record<string, number>> = { Kitchen: 24, Desk: 215, Garden: 110, Travel: 190 };

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

function escapeXml(text: string): string {
  const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  return text.replace(/[&<>"]/g, (character) => entities[character] ?? '');
}

/** Product picture as an SVG document: a drawing of the thing on a ground whose colour tells category and product. */
export function picture({ id, name, category }: Depicted): string {
  const random = digest(id);
  const base = HUES[category] ?? (digest(category).readUInt8(0) * 360) / 256;
  const hue = Math.round(base + (random.readUInt8(0) / 255 - 0.5) * 44 + 360) % 360;
  const sun = { x: 60 + random.readUInt8(1), y: 40 + (random.readUInt8(2) >> 1), r: 70 + (random.readUInt8(3) >> 2) };
  const tilt = (random.readUInt8(4) / 255 - 0.5) * 10;
  return [
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 400" role="img">',
    `<title>${escapeXml(name)}</title>`,
    `<defs><linearGradient id="g" x1="0" y1="0" x2="0.4" y2="1"><stop offset="0" stop-color="hsl(${hue} 48% 93%)"/>`,
    `<stop offset="1" stop-color="hsl(${hue} 42% 82%)"/></linearGradient></defs>`,
    '<rect width="400" height="400" fill="url(#g)"/>',
    `<circle cx="${sun.x}" cy="${sun.y}" r="${sun.r}" fill="hsl(${(hue + 24) % 360} 70% 96%)" opacity=".7"/>`,
    `<ellipse cx="200" cy="322" rx="128" ry="16" fill="hsl(${hue} 30% 40%)" opacity=".22"/>`,
    `<g transform="rotate(${tilt.toFixed(1)} 200 220)" fill="hsl(${hue} 38% 44%)" stroke="hsl(${hue} 44% 24%)"`,
    ' stroke-width="6" stroke-linejoin="round" stroke-linecap="round">',
    drawingOf(name, `hsl(${hue} 46% 70%)`),
    '</g></svg>',
  ].join('');
}
