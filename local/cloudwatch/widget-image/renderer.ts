import { Worker } from 'node:worker_threads';
import { type Drawing, packDrawing, type RenderAnswer } from './render-message.ts';

/** Draws widgets as PNGs in a thread of its own, one after the other; the thread is there only while pictures are asked for. */
export interface Renderer {
  /** Draws what is there to be drawn when its turn comes, so that what waits holds no data. */
  render(drawing: () => Drawing): Promise<Uint8Array>;
  /** Ends the thread; pictures that are still to be drawn are refused. */
  stop(): Promise<void>;
}

type Waiting = { readonly resolve: (png: Uint8Array) => void; readonly reject: (error: Error) => void };
type Thread = { readonly worker: Worker; waiting: Waiting | undefined };

/** Real milliseconds for which the thread, its font and its WebAssembly stay in memory after the last picture. */
const IDLE_MS = 20_000;
/** The most datapoints that a widget may have take half of it; a picture’s pixels are in WebAssembly’s memory. */
const HEAP_MB = 256;
const ENDED = 'the renderer ended before the picture was drawn';

/** Makes the renderer; its thread starts with the first picture. */
export function createRenderer(idleMs = IDLE_MS): Renderer {
  let thread: Thread | undefined;
  let idle: NodeJS.Timeout | undefined;
  let queue: Promise<unknown> = Promise.resolve();
  let stops = 0;

  function start(): Thread {
    const worker = new Worker(new URL('./render-worker.ts', import.meta.url), {
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MB, maxYoungGenerationSizeMb: 4 },
    });
    const started: Thread = { worker, waiting: undefined };
    worker.unref();
    worker.on('message', (answer: RenderAnswer) => settle(started, answer));
    worker.on('error', (error) => end(started, error instanceof Error ? error : new Error(String(error))));
    worker.on('exit', () => end(started, new Error(ENDED)));
    return started;
  }

  function settle(from: Thread, answer: RenderAnswer): void {
    const { waiting } = from;
    from.waiting = undefined;
    from.worker.unref();
    idle = setTimeout(() => void endThread(), idleMs).unref();
    if ('png' in answer) waiting?.resolve(answer.png);
    else waiting?.reject(new Error(`the picture cannot be drawn: ${answer.error}`));
  }

  function end(ended: Thread, error: Error): void {
    if (thread === ended) thread = undefined;
    ended.waiting?.reject(error);
    ended.waiting = undefined;
  }

  async function endThread(): Promise<void> {
    clearTimeout(idle);
    const ended = thread;
    thread = undefined;
    await ended?.worker.terminate();
  }

  function draw(drawing: Drawing): Promise<Uint8Array> {
    clearTimeout(idle);
    thread ??= start();
    const asked = thread;
    asked.worker.ref();
    return new Promise((resolve, reject) => {
      asked.waiting = { resolve, reject };
      asked.worker.postMessage(packDrawing(drawing));
    });
  }

  return {
    render(drawing) {
      const stopsBefore = stops;
      const drawn = queue.then(() => {
        if (stops > stopsBefore) throw new Error(ENDED);
        return draw(drawing());
      });
      queue = drawn.catch(() => undefined);
      return drawn;
    },
    stop() {
      stops += 1;
      return endThread();
    },
  };
}
