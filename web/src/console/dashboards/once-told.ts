import type { Live } from '../use-live.ts';
import type { KnownDashboards } from './use-dashboards.ts';

/** What the dashboards are, once it is also known how the shop is: states that come later would move all that is below them. */
export function onceTold(known: KnownDashboards, ...told: readonly Pick<Live<unknown>, 'status'>[]): KnownDashboards {
  if (told.every(({ status }) => status !== 'loading')) return known;
  return { status: 'loading', stale: false, refresh: known.refresh };
}
