import { parentPort } from 'node:worker_threads';
import { drawWidget } from './draw-widget.ts';
import { fontMeasure } from './font-measure.ts';
import { loadRasterizer } from './rasterize.ts';
import type { Drawing, RenderAnswer } from './render-message.ts';

if (parentPort === null) throw new Error('the renderer runs in a worker thread');
const port = parentPort;
const rasterize = await loadRasterizer();

function answer({ widget, data }: Drawing): RenderAnswer {
  try {
    return { png: rasterize(drawWidget(widget, data, fontMeasure())) };
  } catch (error) {
    return { error: String(error) };
  }
}

port.on('message', (drawing: Drawing) => port.postMessage(answer(drawing)));
