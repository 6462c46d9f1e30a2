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
    onOutput: log.output,
    onEnd: () => options.onEnd(deployed),
  });

  const outcomeOf = async (message: InvokeMessage): Promise<Outcome> => {
    const { outcome } = await environment.initialized;
    return outcome.kind === 'ready' ? environment.invoke(message) : outcome;
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
