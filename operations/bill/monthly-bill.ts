import type { CostLine } from '../../monitoring/cost-line.ts';
import { expectedTraffic, stageBill } from '../../monitoring/stage-bill.ts';
import type { StageSettings } from '../../settings/stage-settings.ts';

/** What a stage with these settings costs in a month, by line, in US dollars at list prices. */
export function monthlyBill(settings: StageSettings): readonly CostLine[] {
  return stageBill(settings, expectedTraffic(settings));
}
