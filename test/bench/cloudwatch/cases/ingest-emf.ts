import type { BenchCase } from '../bench-case.ts';
import { createRandom } from '../sample-metrics.ts';
import { milliseconds } from '../stopwatch.ts';
import { openSubject } from '../subject.ts';

const EVENTS = 40_000;
const METRICS = ['Requests', 'Errors', 'Duration', 'ColdStarts'];

/** Lines as the shop's functions write them, four metrics in each, among plain properties. */
export const ingestEmf: BenchCase = {
  title: 'EMF documents ingested',
  rounds: 3,
  async run() {
    const subject = openSubject();
    const { cloudWatch, clock } = subject;
    const random = createRandom();
    const messages = Array.from({ length: EVENTS }, (_, index) => line(index, random));
    const took = await milliseconds(() => {
      for (const [index, message] of messages.entries()) {
        cloudWatch.ingestEmf('/aws/lambda/bench', { timestamp: clock.now() + index, message });
      }
    });
    subject.close();
    const value = (1000 * EVENTS * METRICS.length) / took;
    return [{ label: 'EMF metric values, one core', value, unit: 'values/s', target: { atLeast: 50_000 } }];
  },
};

function line(index: number, random: () => number): string {
  const Metrics = METRICS.map((Name) => ({ Name, Unit: Name === 'Duration' ? 'Milliseconds' : 'Count' }));
  return JSON.stringify({
    _aws: {
      Timestamp: 1_790_000_000_000,
      CloudWatchMetrics: [{ Namespace: 'Bench', Dimensions: [['Service']], Metrics }],
    },
    ...{ Service: `service-${index % 10}`, Requests: 1, Errors: index % 50 === 0 ? 1 : 0, ColdStarts: 0 },
    ...{ Duration: random() * 300, requestId: `request-${index}`, route: 'GET /api/products', method: 'GET' },
    ...{ status: 200, level: 'INFO', message: 'request', correlationId: `correlation-${index}` },
  });
}
