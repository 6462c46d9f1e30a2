import * as z from 'zod/mini';
import { env } from '../../lib/env.ts';
import { once } from '../../lib/once.ts';
import { costAnswer } from './cost-answer.ts';
import type { Cost } from './cost-responses.ts';
import { readCharges } from './read-charges.ts';
import { readUsage } from './read-usage.ts';

const DAY = 86_400_000;
/** CloudWatch bills each metric of each answer, and nothing of this changes quickly; in milliseconds. */
const MEMORY = 300_000;

const share = z.number().check(z.minimum(0), z.maximum(1));
const Settings = z.object({
  alarms: z.boolean(),
  grafana: z.boolean(),
  waf: z.boolean(),
  monthlyRequests: z.number(),
  tracedShare: z.object({ admin: share, checkout: share, others: share }),
  monthlyBudget: z.number(),
});

const settings = once(() => z.parse(Settings, JSON.parse(env().billedSettings)));

async function read(days: number, now: number): Promise<Cost> {
  const [usage, charges] = await Promise.all([readUsage(now - days * DAY, now), readCharges(now)]);
  return costAnswer(settings(), usage, charges, now);
}

/** Makes what tells the bill, measured over so many days until `now` (epoch ms); it remembers what it told for five minutes. */
export function createCostReader(): (days: number, now: number) => Promise<Cost> {
  const told = new Map<number, { readonly at: number; readonly cost: Promise<Cost> }>();
  return (days, now) => {
    const known = told.get(days);
    if (known !== undefined && now >= known.at && now - known.at < MEMORY) return known.cost;
    const cost = read(days, now);
    told.set(days, { at: now, cost });
    cost.catch(() => told.delete(days));
    return cost;
  };
}
