import type { Cost } from './cost-responses.ts';

/** A stage with half of the requests that its settings expect. */
export const cost: Cost = {
  generatedAt: '2026-06-08T12:30:00.000Z',
  measured: { from: '2026-06-01T12:30:00.000Z', to: '2026-06-08T12:30:00.000Z', requests: 116_700 },
  requests: { expected: 1_000_000, projected: 500_000 },
  budget: 50,
  lines: [
    {
      item: 'HTTP API',
      expected: { quantity: '1,000,000 requests', dollars: 1 },
      projected: { quantity: '500,000 requests', dollars: 0.5 },
    },
  ],
  total: { expected: 1, projected: 0.5 },
  functions: [{ id: 'catalog', runs: 340_000, averageMs: 21, logBytes: 421_600_000, dollars: 0.28 }],
  metrics: [{ name: 'Orders', series: 3, share: 0.67, dollars: 0.6 }],
  viewers: [{ dashboard: 'overview', title: 'Overview', costs: [{ refresh: 60, workingHours: 1.2, allHours: 5 }] }],
  charges: [{ at: '2026-06-08T12:00:00.000Z', dollars: 7.4 }],
};
