import type { ServiceMap, ServiceStatistics } from './service-map-responses.ts';

const generatedAt = '2026-11-21T10:00:00.000Z';
const end = Date.parse(generatedAt);
const counts = { ok: 118, error: 1, throttle: 0, fault: 1, total: 120 };
const traffic = { ...counts, perMinute: 2, averageMs: 42.5, p50Ms: 38, p95Ms: 96 };

/** A map of one function and its client. */
export const serviceMap: ServiceMap = {
  generatedAt,
  start: end - 3_600_000,
  end,
  of: { group: 'shop', title: 'Everything' },
  nodes: [
    { id: 'client/smallcart-dev-checkout', name: 'smallcart-dev-checkout', type: 'client' },
    {
      id: 'AWS::Lambda::Function/smallcart-dev-checkout',
      name: 'smallcart-dev-checkout',
      type: 'AWS::Lambda::Function',
      traffic,
    },
  ],
  edges: [{ from: 'client/smallcart-dev-checkout', to: 'AWS::Lambda::Function/smallcart-dev-checkout', traffic }],
};

/** One minute of it. */
export const serviceStatistics: ServiceStatistics = {
  generatedAt,
  start: end - 60_000,
  end,
  period: 60,
  points: [{ at: end - 60_000, ok: 2, error: 0, throttle: 0, fault: 0, total: 2, averageMs: 40.1, p95Ms: 52 }],
};
