import { afterEach, describe, expect, it } from 'vitest';
import type { Drawing } from '../../../../local/cloudwatch/widget-image/render-message.ts';
import { createRenderer, type Renderer } from '../../../../local/cloudwatch/widget-image/renderer.ts';
import { decodePng } from '../../../support/decode-png.ts';
import { drawingOf, drawnSeries } from '../../../support/draw-picture.ts';

/** A line through the pixels in the middle of the picture. */
const SERIES = drawnSeries(Array(181).fill(48.5));
const WIDGET = { width: 40, height: 40, yAxis: { left: { min: 0, max: 100 } } };
const RED = '#ff0000';

const lineOf = (color = RED): Drawing => drawingOf(WIDGET, [{ ...SERIES, color }]);
const broken = (): Drawing => ({ ...lineOf(), widget: { ...lineOf().widget, width: 0 } });
const colorOf = (png: Uint8Array): string => decodePng(png).pixel(20, 20);

describe('the renderer', () => {
  let renderer: Renderer;
  afterEach(() => renderer.stop());

  it('draws several pictures that are asked for at once, each caller its own', async () => {
    renderer = createRenderer();
    const colors = [RED, '#00ff00', '#0000ff'];
    const pictures = await Promise.all(colors.map((color) => renderer.render(() => lineOf(color))));
    expect(pictures.map(colorOf)).toEqual(colors);
  });

  it('draws a hundred metrics of 15 days in minutes', async () => {
    renderer = createRenderer();
    const [minutes, end] = [15 * 1440, SERIES.timestamps.at(-1) ?? 0];
    const timestamps = Array.from({ length: minutes }, (_, index) => end - (minutes - 1 - index) * 60_000);
    const values = timestamps.map((_, index) => 48 + (index % 100) / 100);
    const { widget, data } = drawingOf(
      { ...WIDGET, start: '-P15D' },
      Array(100).fill({ ...SERIES, timestamps, values }),
    );
    expect(colorOf(await renderer.render(() => ({ widget, data })))).toBe(RED);
  });

  it('asks for what is to be drawn only when the picture before is done', async () => {
    renderer = createRenderer();
    const order: string[] = [];
    const draw = (name: string) =>
      renderer
        .render(() => {
          order.push(`${name} begins`);
          return lineOf();
        })
        .then(() => order.push(`${name} is done`));
    await Promise.all([draw('first'), draw('second')]);
    expect(order).toEqual(['first begins', 'first is done', 'second begins', 'second is done']);
  });

  it('refuses what cannot be drawn and goes on', async () => {
    renderer = createRenderer();
    await expect(renderer.render(broken)).rejects.toThrow('the picture cannot be drawn');
    expect(colorOf(await renderer.render(() => lineOf()))).toBe(RED);
  });

  it('passes on why there is nothing to draw and goes on', async () => {
    renderer = createRenderer();
    const failing = renderer.render(() => {
      throw new RangeError('no data');
    });
    await expect(failing).rejects.toThrow('no data');
    expect(colorOf(await renderer.render(() => lineOf()))).toBe(RED);
  });

  it('refuses what is still to be drawn when it is stopped, and starts again when asked', async () => {
    renderer = createRenderer();
    const refused = [1, 2].map(() =>
      expect(renderer.render(() => lineOf())).rejects.toThrow('the renderer ended before the picture was drawn'),
    );
    await renderer.stop();
    await Promise.all(refused);
    expect(colorOf(await renderer.render(() => lineOf()))).toBe(RED);
  });

  it('draws again after its thread has ended for want of work', async () => {
    renderer = createRenderer(0);
    for (const _round of [1, 2, 3]) expect(colorOf(await renderer.render(() => lineOf()))).toBe(RED);
  });
});
