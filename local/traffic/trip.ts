import { isJsonObject, type JsonObject } from '../aws/json.ts';
import type { ShopAnswer, ShopClient } from './shop-client.ts';
import type { ShopperAccounts } from './shopper-accounts.ts';

/** How a visit to the shop ended. */
export type TripOutcome = 'looked' | 'abandoned' | 'ordered' | 'declined' | 'soldOut' | 'failed';

export type TripOptions = {
  client: ShopClient;
  accounts: ShopperAccounts;
  /** A number in [0, 1). */
  random: () => number;
  /** Virtual epoch milliseconds. */
  now: () => number;
  /** Thinks for so many virtual milliseconds; false when the shopper has to go. */
  pause: (ms: number) => Promise<boolean>;
  idempotencyKey: () => string;
};

/** Ends a visit from wherever it is. */
export class TripEnd extends Error {
  readonly outcome: TripOutcome;
  constructor(outcome: TripOutcome) {
    super(outcome);
    this.outcome = outcome;
  }
}

const thinking = { least: 400, most: 2500 };

/** Whether a shopper does what so large a share of them does. */
export const chance = ({ random }: TripOptions, share: number): boolean => random() < share;

/** The same for what is out of the common: it takes the other end of the dice. */
export const rarely = ({ random }: TripOptions, share: number): boolean => random() >= 1 - share;

/** One of the items; undefined when there is none. */
export const pick = <T>({ random }: TripOptions, items: readonly T[]): T | undefined =>
  items[Math.floor(random() * items.length)];

/** Lets some time go by; ends the visit when the shopper has to go. */
export async function think({ pause, random }: TripOptions): Promise<void> {
  const goesOn = await pause(thinking.least + random() * (thinking.most - thinking.least));
  if (!goesOn) throw new TripEnd('looked');
}

/** Ends the visit as failed when the shop answers otherwise. */
export function expectStatus(answer: ShopAnswer, ...statuses: number[]): ShopAnswer {
  if (statuses.includes(answer.status)) return answer;
  throw new TripEnd('failed');
}

/** The objects that an answer lists under a member. */
export function listed({ body }: ShopAnswer, member: string): JsonObject[] {
  const list = body[member];
  return Array.isArray(list) ? list.filter(isJsonObject) : [];
}

/** The number under a member of an answer, 0 when there is none. */
export function numberIn(body: JsonObject, member: string): number {
  const value = body[member];
  return typeof value === 'number' ? value : 0;
}
