import { rateCounters } from '../lib/entities/rate-counter.ts';
import type { Attempt } from '../lib/idempotency.ts';
import { pseudonym } from '../lib/pseudonym.ts';

/** In seconds; both the span that is looked at and the window of one counter. */
const HOUR = 3600;

/** How many different checkouts a customer has tried within the last hour, and whether this one is among the earlier ones. */
export type Velocity = { readonly tried: number; readonly repeated: boolean };

type Try = { readonly at: number; readonly name: string };

/** A try as its counter keeps it: the second, then the beginning of the fingerprint. */
function parseTry(text: string): Try {
  const [at = '', name = ''] = text.split(' ');
  return { at: Number(at), name };
}

/**
 * Counts a checkout among those of its customer; one that is sent again counts once, another card counts again. Each counter
 * holds the tries of an hour of the clock, and both that the last hour touches are read, so that no turn of the hour hides any.
 * @param now epoch milliseconds
 */
export async function countTry({ userId, fingerprint }: Attempt, now: number): Promise<Velocity> {
  const at = Math.floor(now / 1000);
  const window = at - (at % HOUR);
  const subject = `velocity#${pseudonym(userId)}`;
  const name = fingerprint.slice(0, 16);
  const [{ data: before }, { data: earlier }] = await Promise.all([
    rateCounters()
      .upsert({ subject, window })
      .set({ expiresAt: window + 3 * HOUR })
      .add({ count: 1, tries: [`${at} ${name}`] })
      .go({ response: 'all_old' }),
    rateCounters()
      .get({ subject, window: window - HOUR })
      .go({ consistent: true }),
  ]);
  const kept = [...(earlier?.tries ?? []), ...(before?.tries ?? [])].map(parseTry);
  const others = new Set(kept.filter((each) => each.at > at - HOUR).map((each) => each.name));
  const repeated = others.delete(name);
  return { tried: others.size + 1, repeated };
}
