import type { ApiContext } from '../lib/context.ts';
import { inSubsegment } from '../lib/tracing.ts';
import type { Cache } from './cache.ts';
import type { Snapshot } from './snapshot.ts';

/** The catalogue from the cache; counts the reading and, when it went to the table, what is in the catalogue. */
export async function readCatalogue({ var: { line } }: ApiContext, cache: Cache<Snapshot>): Promise<Snapshot> {
  const { value, loaded } = await inSubsegment('catalogue cache', async (span) => {
    const reading = await cache.read();
    span.annotate({ hit: !reading.loaded });
    return reading;
  });
  line.emit(loaded ? 'cacheMisses' : 'cacheHits', 1, {});
  if (loaded) {
    line.emit('items', value.size, {});
    line.emit('lowStockItems', value.lowStock, {});
  }
  return value;
}
