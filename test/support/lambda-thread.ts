import { parentPort } from 'node:worker_threads';

/** What the parent sends: which handler file to invoke, with what, under which tracing header. */
export type ThreadInvocation = { readonly file: string; readonly event: unknown; readonly traceHeader: string };

const port = parentPort;
if (!port) throw new Error('Run this file as a worker thread.');

const context = { awsRequestId: '00000000-0000-4000-8000-000000000000', getRemainingTimeInMillis: () => 10_000 };

port.on('message', async ({ file, event, traceHeader }: ThreadInvocation) => {
  process.env._X_AMZN_TRACE_ID = traceHeader;
  const { handler } = await import(file);
  port.postMessage(await handler(event, context));
});
