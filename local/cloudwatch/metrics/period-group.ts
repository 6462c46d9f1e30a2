import type { Bucket } from './bucket.ts';

/** Called with a period's timestamp and the stored buckets in it; the list is used again after the call. */
export type Visit = (timestamp: number, buckets: readonly Bucket[]) => void;

/** Gathers stored buckets, oldest first, into the periods of a query that begins at `start`. */
export class PeriodGroup {
  readonly #start: number;
  readonly #period: number;
  readonly #visit: Visit;
  readonly #buckets: Bucket[] = [];
  #timestamp = Number.NaN;

  constructor(start: number, period: number, visit: Visit) {
    this.#start = start;
    this.#period = period;
    this.#visit = visit;
  }

  add(time: number, bucket: Bucket): void {
    const timestamp = this.#start + Math.floor((time - this.#start) / this.#period) * this.#period;
    if (timestamp !== this.#timestamp) this.finish();
    this.#timestamp = timestamp;
    this.#buckets.push(bucket);
  }

  finish(): void {
    if (this.#buckets.length > 0) this.#visit(this.#timestamp, this.#buckets);
    this.#buckets.length = 0;
  }
}
