import { parentPort } from 'node:worker_threads';
import { drawWidget } from './draw-widget.ts';
import { fontMeasure } from './font-measure.ts';
import { loadRasterizer } from './rasterize.ts';
import { type RenderAnswer, type RenderRequest, unpackDrawing } from './render-message.ts';

if (parentPort === null) throw new Error('the renderer runs in a worker thread');
const port = parentPort;
const rasterize = await loadRasterizer();

function answer(request: RenderRequest): RenderAnswer {
  try {
    const { widget, data } = unpackDrawing(request);
    return { png: rasterize(drawWidget(widget, data, fontMeasure())) };
  } catch (error) {
    return { error: String(error) };
  }
}

port.on('message', (request: RenderRequest) => port.postMessage(answer(request)));
