import { Worker } from 'node:worker_threads';
import type { FunctionError, InvokeMessage, LogLevel, RuntimeData, RuntimeMessage } from './protocol.ts';

/** How an invocation, or the initialisation, ended. */
export type Outcome =
  | { kind: 'result'; payload: string; memoryBytes: number }
  | { kind: 'error'; error: FunctionError; memoryBytes: number; atInit: boolean }
  | { kind: 'timeout' }
  | { kind: 'exit'; exitCode: number }
  | { kind: 'killed' }
  | { kind: 'outOfMemory' };

/** How the initialisation ended. */
export type InitOutcome = { kind: 'ready' } | Exclude<Outcome, { kind: 'result' }>;

export type EnvironmentOptions = {
  data: RuntimeData;
  variables: Readonly<Record<string, string>>;
  /** What V8 gives new objects; very little unless given. */
  youngGenerationMb?: number | undefined;
  /** Lambda's bound on the init phase unless given, in real milliseconds. */
  initTimeoutMs?: number | undefined;
  /** Told of each piece of output, in order, before the outcome that follows it. */
  onOutput: (text: string, level: LogLevel | undefined) => void;
  /** Told once the thread has ended, whatever the reason. */
  onEnd: () => void;
};

/** An execution environment: a worker thread that has loaded one function and runs one invocation at a time. */
export interface Environment {
  readonly logStream: string;
  /** Real milliseconds since the process started, and how long initialisation took. */
  readonly initStart: number;
  readonly initialized: Promise<{ outcome: InitOutcome; durationMs: number }>;
  /** How an initialisation ended, or ends within so many milliseconds more, that was late when `initialized` resolved. */
  finishInit(timeoutMs: number): Promise<InitOutcome>;
  /** False once the thread ended or was told to. */
  readonly alive: boolean;
  invoke(message: InvokeMessage): Promise<Outcome>;
  /** Ends the thread wherever it is, as a crash does or too much memory; that is the outcome of what it was asked for. */
  kill(reason?: 'killed' | 'outOfMemory'): void;
  stop(): Promise<void>;
}

/** "Lambda execution environment lifecycle": the bound on the init phase. */
const INIT_TIMEOUT_MS = 10_000;
/** What V8 gives new objects: its default of 48 MB a thread would be most of a laptop's budget, and handlers are as fast without it. */
const smallYoungGenerationMb = 1;

const startWorker = ({ data, variables, youngGenerationMb = smallYoungGenerationMb }: EnvironmentOptions): Worker =>
  new Worker(new URL('./runtime.mjs', import.meta.url), {
    name: data.functionName,
    workerData: data,
    env: { ...variables },
    execArgv: [],
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: data.memorySize, maxYoungGenerationSizeMb: youngGenerationMb },
  });

/** Starts an execution environment; its initialisation goes on in the background. */
export function startEnvironment(options: EnvironmentOptions): Environment {
  const initStart = performance.now();
  const worker = startWorker(options);
  let alive = true;
  /** How the thread ended, or is being ended. */
  let ending: InitOutcome | undefined;
  let conclude: ((outcome: Outcome | InitOutcome) => void) | undefined;
  /** What the initialisation came to, however late. */
  let begun: InitOutcome | undefined;

  const begin = (outcome: InitOutcome): void => {
    begun = outcome;
    conclude?.(outcome);
  };

  const end = (outcome: InitOutcome): void => {
    alive = false;
    ending ??= outcome;
    conclude?.(ending);
  };

  const asInit = (outcome: Outcome | InitOutcome): InitOutcome => {
    if (outcome.kind === 'result') throw new Error('the runtime answered before it was asked');
    return outcome;
  };

  const outcomeWithin = <T>(timeoutMs: number, accept: (outcome: Outcome | InitOutcome) => T): Promise<T> =>
    new Promise((resolve) => {
      const timer = setTimeout(() => conclude?.({ kind: 'timeout' }), timeoutMs);
      conclude = (outcome) => {
        conclude = undefined;
        clearTimeout(timer);
        resolve(accept(outcome));
      };
    });

  const initialized = outcomeWithin(options.initTimeoutMs ?? INIT_TIMEOUT_MS, (outcome) => {
    return { outcome: asInit(outcome), durationMs: performance.now() - initStart };
  });

  worker.on('message', (message: RuntimeMessage) => {
    switch (message.type) {
      case 'log':
        return options.onOutput(message.text, message.level);
      case 'ready':
        return begin({ kind: 'ready' });
      case 'initError':
        return begin({ kind: 'error', error: message.error, memoryBytes: 0, atInit: true });
      case 'result':
        return conclude?.({ kind: 'result', payload: message.payload, memoryBytes: message.memoryBytes });
      case 'error':
        alive &&= !message.crashed;
        return conclude?.({ kind: 'error', error: message.error, memoryBytes: message.memoryBytes, atInit: false });
      default:
        return message satisfies never;
    }
  });
  worker.on('error', (error: Error & { code?: string }) => {
    end(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? { kind: 'outOfMemory' } : { kind: 'exit', exitCode: 1 });
  });
  worker.on('exit', (exitCode) => {
    end({ kind: 'exit', exitCode });
    options.onEnd();
  });

  return {
    logStream: options.data.logStream,
    initStart,
    initialized,
    finishInit: async (timeoutMs) => {
      if (begun) return begun;
      return alive ? outcomeWithin(timeoutMs, asInit) : (ending ?? { kind: 'exit', exitCode: 1 });
    },
    get alive() {
      return alive;
    },
    invoke: (message) => {
      const outcome = outcomeWithin(message.timeoutMs, (ended): Outcome => {
        if (ended.kind === 'ready') throw new Error('the runtime got ready twice');
        return ended;
      });
      if (!alive) conclude?.(ending ?? { kind: 'exit', exitCode: 1 });
      else if (message.hangs !== true) worker.postMessage(message);
      return outcome;
    },
    kill: (reason = 'killed') => {
      alive = false;
      ending = { kind: reason };
      void worker.terminate();
    },
    stop: async () => {
      alive = false;
      await worker.terminate();
    },
  };
}
