import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { ThreadInvocation } from './lambda-thread.ts';

/** A worker thread that has Lambda's environment variables: there the tracer is on, and behaves as it does on AWS. */
export type LambdaEnvironment = {
  invoke(functionId: string, event: unknown, traceHeader: string): Promise<Record<string, unknown>>;
  output(): string;
  stop(): Promise<void>;
};

/** Starts the thread; its segments go to that UDP port. */
export function startLambdaEnvironment(
  environment: Readonly<Record<string, string>>,
  udpPort: number,
): LambdaEnvironment {
  const worker = new Worker(new URL('./lambda-thread.ts', import.meta.url), {
    stdout: true,
    stderr: true,
    env: {
      ...environment,
      PATH: process.env.PATH,
      LAMBDA_TASK_ROOT: '/var/task',
      AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
      AWS_LAMBDA_FUNCTION_NAME: 'smallcart-test',
      AWS_XRAY_CONTEXT_MISSING: 'LOG_ERROR',
      AWS_XRAY_DAEMON_ADDRESS: `127.0.0.1:${udpPort}`,
    },
  });
  let output = '';
  for (const stream of [worker.stdout, worker.stderr]) stream.on('data', (chunk) => (output += chunk));
  return {
    async invoke(functionId, event, traceHeader) {
      const file = new URL(`../../functions/${functionId}/handler.ts`, import.meta.url).href;
      worker.postMessage({ file, event, traceHeader } satisfies ThreadInvocation);
      const [result] = await once(worker, 'message');
      return result;
    },
    output: () => output,
    async stop() {
      await worker.terminate();
    },
  };
}
