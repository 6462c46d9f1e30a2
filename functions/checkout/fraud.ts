import type { DimensionsOf } from '../../monitoring/metrics.ts';

/** A rule that a checkout broke and what the rule asks for, as the metric FraudAlerts counts it. */
export type FraudAlert = DimensionsOf<'fraudAlerts', never>;

type Bounds = { readonly review: number; readonly block: number };

/** From which figure on a person looks at the order, and from which there is none. */
const BOUNDS: { readonly [R in Exclude<FraudAlert['Rule'], 'mismatch'>]: Bounds } = {
  /** Total of the order, in cents. */
  amount: { review: 100_000, block: 500_000 },
  /** Different checkouts that the customer has tried within an hour, this one included. */
  velocity: { review: 6, block: 16 },
};

function held(rule: keyof typeof BOUNDS, figure: number): FraudAlert[] {
  const { review, block } = BOUNDS[rule];
  if (figure >= block) return [{ Rule: rule, Action: 'block' }];
  return figure >= review ? [{ Rule: rule, Action: 'review' }] : [];
}

/** What is known before anybody is asked for money: the order's total, and how many checkouts were tried within an hour. */
export type CheckoutFacts = { readonly totalCents: number; readonly tried: number };

/** The rules that a checkout breaks before it is paid. */
export function alertsFor({ totalCents, tried }: CheckoutFacts): FraudAlert[] {
  return [...held('amount', totalCents), ...held('velocity', tried)];
}

/** Whether one of the rules forbids the order. */
export function isBlocked(alerts: readonly FraudAlert[]): boolean {
  return alerts.some(({ Action }) => Action === 'block');
}

function plain(country: string): string {
  return country.trim().toUpperCase();
}

/** A card of another country than the address; the provider tells it with the authorisation, before it takes the money. */
export function mismatchAlerts(cardCountry: string | undefined, shippingCountry: string): FraudAlert[] {
  if (cardCountry === undefined || plain(cardCountry) === plain(shippingCountry)) return [];
  return [{ Rule: 'mismatch', Action: 'review' }];
}
