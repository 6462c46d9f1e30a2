import { afterEach, describe, expect, it } from 'vitest';
import { createRenderer, type Renderer } from '../../../../local/cloudwatch/widget-image/renderer.ts';
import { decodePng } from '../../../support/decode-png.ts';

const SQUARE =
  '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="6"><rect width="8" height="6" fill="#123456"/></svg>';

describe('the renderer', () => {
  let renderer: Renderer;
  afterEach(() => renderer.stop());

  it('draws several pictures at once, each caller its own', async () => {
    renderer = createRenderer();
    const colors = ['#ff0000', '#00ff00', '#0000ff'];
    const pictures = await Promise.all(colors.map((color) => renderer.render(SQUARE.replace('#123456', color))));
    expect(pictures.map((png) => decodePng(png).pixel(4, 3))).toEqual(colors);
  });

  it('refuses what is no SVG and goes on', async () => {
    renderer = createRenderer();
    await expect(renderer.render('<svg')).rejects.toThrow('the picture cannot be drawn');
    expect(decodePng(await renderer.render(SQUARE))).toMatchObject({ width: 8, height: 6 });
  });

  it('refuses what is still to be drawn when it is stopped, and starts again when asked', async () => {
    renderer = createRenderer();
    const refused = expect(renderer.render(SQUARE)).rejects.toThrow('the renderer ended before the picture was drawn');
    await renderer.stop();
    await refused;
    expect(decodePng(await renderer.render(SQUARE)).pixel(0, 0)).toBe('#123456');
  });

  it('draws again after its thread has ended for want of work', async () => {
    renderer = createRenderer(0);
    for (const _round of [1, 2, 3]) expect(decodePng(await renderer.render(SQUARE)).width).toBe(8);
  });
});
