import { burnAlarmId, windowAlarmId } from '../burn-rate.ts';
import { SLOS, type Slo, type SloId } from '../slos.ts';
import { checkoutFailing } from './checkout-failing.ts';
import type { CompositeDefinition } from './composite-definition.ts';
import type { IncidentGroup } from './incident-groups.ts';
import { knownOutage } from './known-outage.ts';
import { ordersDelayed } from './orders-delayed.ts';
import { shopSlow, shopUnavailable } from './service-composites.ts';

/**
 * Who tells of a failure that is felt at once. A burn rate stays up for half an hour after it, so it would keep an incident
 * open that is over, and tell of it once its cause is: it speaks only where the other is silent. Requests fail while the table or
 * the checkout does, too, so that availability burns in any outage.
 */
const TOLD_BY: Readonly<Record<SloId, CompositeDefinition>> = {
  availability: knownOutage,
  latency: shopSlow,
  checkout: checkoutFailing,
  freshness: ordersDelayed,
};

/** Of what alarms a budget that burns is part: failures that are too few for these at first, or go on for too long. */
const GROUPS: Readonly<Record<SloId, IncidentGroup>> = {
  availability: shopUnavailable.group,
  latency: shopSlow.group,
  checkout: checkoutFailing.group,
  freshness: ordersDelayed.group,
};

/** Seconds: longer than the other takes to be raised, and than the slower short window takes to be empty after it. */
const PERIODS = { waitPeriod: 600, extensionPeriod: 2_400 } as const;

/** An objective's budget burns: at one of its speeds the long window says that it matters, the short one that it goes on. */
function burn(slo: Slo): CompositeDefinition {
  const teller = TOLD_BY[slo.id];
  return {
    id: burnAlarmId(slo),
    title: `${slo.title}: error budget burns`,
    severity: slo.severity,
    category: 'SLO',
    // One incident with whoever tells of the same failure, before it or after.
    group: GROUPS[slo.id],
    notices: slo.notices,
    promiseMinutes: slo.promiseMinutes + PERIODS.waitPeriod / 60,
    runbook: `${slo.id}-burn.md`,
    provenBy: slo.provenBy,
    rule: {
      any: slo.speeds.map((speed) => ({
        all: [windowAlarmId(slo, speed, 'long'), windowAlarmId(slo, speed, 'short')],
      })),
    },
    suppressor: { id: teller.id, ...PERIODS, reason: `What uses the budget up is told already, by _${teller.title}_.` },
  };
}

/** The alarm on every objective's error budget. */
export const SLO_BURNS: readonly CompositeDefinition[] = SLOS.map(burn);
