import { type Environment, type Outcome, startEnvironment } from './environment.ts';
import { environmentVariables } from './environment-variables.ts';
import type { FunctionVersion } from './function-version.ts';
import { createLogStream, type LogStream, type PutLogEvents } from './log-stream.ts';
import type { InvokeMessage } from './protocol.ts';

/** An execution environment of a deployed function, with its log stream. */
export interface DeployedEnvironment {
  readonly log: LogStream;
  readonly initStart: number;
  readonly initialized: Environment['initialized'];
  readonly alive: boolean;
  /** Runs one invocation; the outcome of a failed initialisation is the outcome of its first invocation. Ends what can run no more. */
  run(message: InvokeMessage): Promise<Outcome>;
  kill: Environment['kill'];
  stop(): Promise<void>;
}

export type DeployOptions = {
  region: string;
  xrayDaemonAddress: string;
  now: () => number;
  initTimeoutMs?: number | undefined;
  youngGenerationMb?: number | undefined;
  put: PutLogEvents;
  onEnd: (environment: DeployedEnvironment) => void;
};

/** Starts an environment of a version. */
export function deployEnvironment(definition: FunctionVersion, options: DeployOptions): DeployedEnvironment {
  const { region, xrayDaemonAddress } = options;
  const { bundle, name: functionName, version: functionVersion, memorySize } = definition;
  const log = createLogStream(definition, options.now, options.put);
  const { logGroup, logStream } = log;
  log.initStart();
  const environment = startEnvironment({
    data: { bundle, exportName: 'handler', functionName, functionVersion, memorySize, logGroup, logStream },
    variables: environmentVariables(definition, { region, logGroup, logStream, xrayDaemonAddress }),
    initTimeoutMs: options.initTimeoutMs,
    youngGenerationMb: options.youngGenerationMb,
    onOutput: log.output,
    onEnd: () => options.onEnd(deployed),
  });

  /**
   * "Lambda execution environment lifecycle": an initialisation that was too slow counts as the first invocation's own, within
   * the function's timeout. It is not begun anew: whatever made it slow would make it slow again.
   */
  const outcomeOf = async (message: InvokeMessage): Promise<Outcome> => {
    const { outcome: first } = await environment.initialized;
    const start = performance.now();
    const outcome = first.kind === 'timeout' ? await environment.finishInit(message.timeoutMs) : first;
    if (outcome.kind !== 'ready') return outcome;
    return environment.invoke({ ...message, timeoutMs: Math.max(0, message.timeoutMs - (performance.now() - start)) });
  };

  const deployed: DeployedEnvironment = {
    log,
    initStart: environment.initStart,
    initialized: environment.initialized,
    get alive() {
      return environment.alive;
    },
    run: async (message) => {
      const outcome = await outcomeOf(message);
      const reusable = outcome.kind === 'result' || (outcome.kind === 'error' && !outcome.atInit);
      if (!reusable) await environment.stop();
      return outcome;
    },
    kill: environment.kill,
    stop: environment.stop,
  };
  return deployed;
}
