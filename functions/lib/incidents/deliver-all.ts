import { type Delivery, deliverPage, type Turn } from './deliver-page.ts';
import type { Page } from './page.ts';

/** So many are sent at once. */
const AT_ONCE = 8;

/**
 * Deals with pages, some at a time, as long as there is time; what is left waits for its next turn. One that cannot be dealt
 * with keeps nobody from being told by the others: what was thrown is thrown once they are.
 */
export async function deliverAll(
  pages: readonly Page[],
  turn: Turn,
  hasTime: () => boolean,
): Promise<readonly { readonly page: Page; readonly delivery: Delivery }[]> {
  const done: { page: Page; delivery: Delivery }[] = [];
  const waiting = [...pages];
  const errors: unknown[] = [];
  const deal = async (page: Page): Promise<void> => {
    try {
      done.push({ page, delivery: await deliverPage(page, turn) });
    } catch (error) {
      errors.push(error);
    }
  };
  const work = async (): Promise<void> => {
    for (let page = waiting.shift(); page !== undefined && hasTime(); page = waiting.shift()) await deal(page);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  if (errors.length > 0) throw errors[0];
  return done;
}
