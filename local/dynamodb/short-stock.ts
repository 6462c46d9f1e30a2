import { createHash } from 'node:crypto';
import type { Caller } from '../aws/caller.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../aws/json.ts';
import type { StockRunningOut } from '../faults/stock-running-out.ts';

/** Functions that show and sell products; who keeps the stock itself reads what there is. */
const SELLERS = ['catalog', 'cart', 'checkout'];

/** Whether a caller reads the stock to sell from it. */
export function isSeller(caller: Caller | undefined): boolean {
  return SELLERS.some((id) => caller?.arn.endsWith(`-${id}`));
}

/** A number in [0, 1) that is the same for a product each time. */
function lot(id: string): number {
  return createHash('sha256').update(id).digest().readUInt32BE(0) / 2 ** 32;
}

function shortened(item: JsonObject, { rate, left }: StockRunningOut): JsonObject {
  const { id, stock } = item;
  const known = isJsonObject(id) && isJsonObject(stock) && typeof id.S === 'string' && typeof stock.N === 'string';
  if (!known || lot(String(id.S)) >= rate) return item;
  return { ...item, stock: { N: String(Math.min(Number(stock.N), left)) } };
}

/** What DynamoDB answers, with at most so many left of the products that are hit; an item is a product when it has a stock. */
export function shortStock(value: JsonValue, fault: StockRunningOut): JsonValue {
  if (Array.isArray(value)) return value.map((each) => shortStock(each, fault));
  if (!isJsonObject(value)) return value;
  const inner = Object.entries(value).map(([name, each]) => [
    name,
    each === undefined ? each : shortStock(each, fault),
  ]);
  return shortened(Object.fromEntries(inner), fault);
}
