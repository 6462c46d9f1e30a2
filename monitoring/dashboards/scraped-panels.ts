import type { DashboardDefinition } from './panel.ts';
import type { FigurePanel } from './resolve-panel.ts';

/** Seconds between the datapoints of what is worth scraping: what changes less often has none in most scrapes. */
const LONGEST_PERIOD = 300;

/** The panels whose metrics `/metrics` tells a Prometheus server. */
export function scrapedPanels(dashboards: readonly DashboardDefinition[]): readonly FigurePanel[] {
  return dashboards
    .flatMap(({ panels }) => panels)
    .filter((panel) => 'queries' in panel)
    .filter(({ period }) => period <= LONGEST_PERIOD);
}
