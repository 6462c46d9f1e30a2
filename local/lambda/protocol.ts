/** What a function threw, as Lambda reports it. */
export type FunctionError = { errorType: string; errorMessage: string; trace: readonly string[] };

/** Given to the runtime thread once, at its start. */
export type RuntimeData = {
  bundle: string;
  exportName: string;
  functionName: string;
  functionVersion: string;
  memorySize: number;
  logGroup: string;
  logStream: string;
};

/** One invocation, from the embedded Lambda to the runtime thread; `event` is JSON. */
export type InvokeMessage = {
  requestId: string;
  event: string;
  timeoutMs: number;
  traceHeader: string;
  invokedFunctionArn: string;
  pressure?: Pressure;
  /** Milliseconds for which the environment lay frozen before. */
  frozenMs?: number;
  /** The handler never hears of it. */
  hangs?: boolean;
};

/** What weighs on an execution environment beside its handler, each in percent of what it has. */
export type Pressure = { readonly memory?: number; readonly cpu?: number; readonly storage?: number };

export type LogLevel = 'TRACE' | 'DEBUG' | 'INFO' | 'WARN' | 'ERROR';

/** From the runtime thread. `log` without a level was written to stdout or stderr directly; `memoryBytes` is the thread's heap. */
export type RuntimeMessage =
  | { type: 'ready' }
  | { type: 'initError'; error: FunctionError }
  | { type: 'log'; level?: LogLevel; text: string }
  | { type: 'result'; payload: string; memoryBytes: number }
  /** `crashed`: the thread ends by itself, nothing more can be asked of it. */
  | { type: 'error'; error: FunctionError; memoryBytes: number; crashed: boolean };
