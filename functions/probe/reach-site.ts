import { env } from '../lib/env.ts';

/** Longest time that the site may take, in milliseconds. */
const PATIENCE = 10_000;

/** Passes when the site that the probe walks through answers; throws otherwise. */
export async function reachSite(): Promise<void> {
  const headers = { 'user-agent': 'SmallCart-Probe', 'x-synthetic': 'probe' };
  const signal = AbortSignal.timeout(PATIENCE);
  const { ok, status } = await fetch(new URL('/health/live', env().siteUrl), { headers, signal });
  if (!ok) throw new Error(`The site answered ${status}.`);
}
