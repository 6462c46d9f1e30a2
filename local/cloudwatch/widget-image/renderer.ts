import { Worker } from 'node:worker_threads';
import type { RenderAnswer, RenderRequest } from './render-message.ts';

/** Draws SVG documents as PNGs in a thread of its own, which is there only while pictures are asked for. */
export interface Renderer {
  render(svg: string): Promise<Uint8Array>;
  /** Ends the thread; pictures that are still to be drawn are refused. */
  stop(): Promise<void>;
}

type Waiting = { readonly resolve: (png: Uint8Array) => void; readonly reject: (error: Error) => void };
type Thread = { readonly worker: Worker; readonly waiting: Map<number, Waiting> };

/** Real milliseconds for which the thread, its font and its WebAssembly stay in memory after the last picture. */
const IDLE_MS = 20_000;
/** A picture's pixels are in WebAssembly's memory, the thread's own heap needs little. */
const HEAP_MB = 64;

/** Makes the renderer; its thread starts with the first picture. */
export function createRenderer(idleMs = IDLE_MS): Renderer {
  let thread: Thread | undefined;
  let idle: NodeJS.Timeout | undefined;
  let nextId = 0;

  function start(): Thread {
    const worker = new Worker(new URL('./render-worker.ts', import.meta.url), {
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MB, maxYoungGenerationSizeMb: 4 },
    });
    const started: Thread = { worker, waiting: new Map() };
    worker.unref();
    worker.on('message', (answer: RenderAnswer) => settle(started, answer));
    worker.on('error', (error) => end(started, error instanceof Error ? error : new Error(String(error))));
    worker.on('exit', () => end(started, new Error('the renderer ended before the picture was drawn')));
    return started;
  }

  function settle(from: Thread, answer: RenderAnswer): void {
    const waiter = from.waiting.get(answer.id);
    from.waiting.delete(answer.id);
    if ('png' in answer) waiter?.resolve(answer.png);
    else waiter?.reject(new Error(`the picture cannot be drawn: ${answer.error}`));
    if (from.waiting.size > 0) return;
    from.worker.unref();
    idle = setTimeout(() => void stop(), idleMs).unref();
  }

  function end(ended: Thread, error: Error): void {
    if (thread === ended) thread = undefined;
    for (const { reject } of ended.waiting.values()) reject(error);
    ended.waiting.clear();
  }

  async function stop(): Promise<void> {
    clearTimeout(idle);
    const stopped = thread;
    thread = undefined;
    await stopped?.worker.terminate();
  }

  return {
    render(svg) {
      clearTimeout(idle);
      thread ??= start();
      const { worker, waiting } = thread;
      const request: RenderRequest = { id: nextId++, svg };
      worker.ref();
      return new Promise((resolve, reject) => {
        waiting.set(request.id, { resolve, reject });
        worker.postMessage(request);
      });
    },
    stop,
  };
}
