import type { FunctionUsage } from './measured-traffic.ts';
import { PRICES } from './prices.ts';

/** What runs and lines of a function cost, in US dollars, without what is free deducted: that is of all functions together. */
export function functionCost({ invocations, milliseconds, logBytes }: FunctionUsage, gigabytes: number): number {
  const gigabyteSeconds = (milliseconds / 1_000) * gigabytes;
  return (
    (invocations / 1e6) * PRICES.functionPerMillion +
    gigabyteSeconds * PRICES.functionGigabyteSecond +
    (logBytes / 1e9) * PRICES.logsPerGigabyte
  );
}
