import { pathToFileURL } from 'node:url';
import { httpEvent } from '../../support/http-event.ts';
import type { Handler } from './work.ts';

/** What the parent asks for: so many requests, sampled or not. */
export type Batch = { readonly requests: number; readonly sampled: boolean };

const [bundle = ''] = process.argv.slice(2);
const { handler }: { readonly handler: Handler } = await import(pathToFileURL(bundle).href);
const event = httpEvent('GET', '/api/products/prd_1');
let requests = 0;

function context(sampled: boolean) {
  requests += 1;
  const id = requests.toString(16);
  process.env._X_AMZN_TRACE_ID = `Root=1-66000000-${id.padStart(24, '0')};Parent=${id.padStart(16, 'f')};Sampled=${sampled ? 1 : 0}`;
  return { awsRequestId: `5b2f1c1e-7d0c-4a8e-9a55-${id.padStart(12, '0')}` };
}

process.on('message', async (batch: Batch) => {
  const before = process.cpuUsage();
  for (let index = 0; index < batch.requests; index++) await handler(event, context(batch.sampled));
  const { user, system } = process.cpuUsage(before);
  // Of all threads.
  process.send?.({ microseconds: (user + system) / batch.requests });
});
process.send?.('ready');
