import { isJsonObject } from '../aws/json.ts';
import type { InvocationResult } from '../lambda/lambda.ts';

/**
 * The identifiers of the items that a function could not process ("Reporting batch item failures"); all of them when the
 * invocation failed, or when its answer is malformed or names an item that is not in the batch.
 */
export function failedItems(result: InvocationResult, identifiers: readonly string[]): ReadonlySet<string> {
  const all = new Set(identifiers);
  if (result.status === 'error') return all;
  if (result.payload === null || result.payload === undefined) return new Set();
  if (!isJsonObject(result.payload)) return new Set();
  const { batchItemFailures } = result.payload;
  if (batchItemFailures === undefined || batchItemFailures === null) return new Set();
  if (!Array.isArray(batchItemFailures)) return all;
  const failed = batchItemFailures.map((item) => (isJsonObject(item) ? item.itemIdentifier : undefined));
  const known = failed.filter(
    (identifier): identifier is string => typeof identifier === 'string' && all.has(identifier),
  );
  return known.length === failed.length ? new Set(known) : all;
}
