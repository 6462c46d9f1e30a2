import { describe, expect, it } from 'vitest';
import { COLORS, seriesColor } from '../../../../local/cloudwatch/widget-image/palette.ts';

type Rgb = readonly [number, number, number];

/** How colours look without one kind of cones (Machado, Oliveira and Fernandes 2009, full severity), in linear light. */
const SIGHTS: Readonly<Record<string, readonly Rgb[]>> = {
  everyone: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
};

function linear(color: string): Rgb {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return [r, g, b];
}

const dot = (a: Rgb, b: Rgb): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const luminance = (color: string): number => dot(linear(color), [0.2126, 0.7152, 0.0722]);

function contrast(a: string, b: string): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

/** CIELAB of a colour as a kind of sight sees it. */
function lab(color: string, sight: readonly Rgb[]): Rgb {
  const [r = 0, g = 0, b = 0] = sight.map((row) => Math.max(0, dot(row, linear(color))));
  const xyz = [
    dot([r, g, b], [0.4124, 0.3576, 0.1805]) / 0.9505,
    dot([r, g, b], [0.2126, 0.7152, 0.0722]),
    dot([r, g, b], [0.0193, 0.1192, 0.9505]) / 1.089,
  ];
  const [x = 0, y = 0, z = 0] = xyz.map((value) => (value > 0.008856 ? Math.cbrt(value) : 7.787 * value + 16 / 116));
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

describe.each(Object.entries(COLORS))('the %s theme', (_, colors) => {
  it('has series that stand out from the background', () => {
    for (const color of colors.series) expect(contrast(color, colors.background)).toBeGreaterThanOrEqual(3);
  });

  it('has texts that can be read', () => {
    for (const color of [colors.text, colors.muted, colors.annotation]) {
      expect(contrast(color, colors.background)).toBeGreaterThanOrEqual(4.5);
    }
  });

  it.each(Object.entries(SIGHTS))('has colours that %s can tell apart from the ones next to them', (_name, sight) => {
    const seen = colors.series.map((color) => lab(color, sight));
    seen.forEach((one, index) => {
      const next = seen[(index + 1) % seen.length] ?? one;
      expect(Math.hypot(one[0] - next[0], one[1] - next[1], one[2] - next[2])).toBeGreaterThanOrEqual(20);
    });
  });

  it('has a colour of its own for each of the first forty series', () => {
    const used = Array.from({ length: 40 }, (_unused, index) => seriesColor(colors, index));
    expect(new Set(used).size).toBe(40);
    for (const color of used) expect(color).toMatch(/^#[0-9a-f]{6}$/);
  });
});
