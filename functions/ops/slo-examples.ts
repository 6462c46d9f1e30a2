import type { Objectives, ReportAnswer, Reports, ReportViolation } from './slo-responses.ts';

const generatedAt = '2026-06-01T12:30:00.000Z';
const tally = { total: 1_000_000, failed: 400, compliance: 0.9996, budgetUsed: 0.4 };

const violation: ReportViolation = {
  from: '2026-05-27T09:10:00.000Z',
  to: '2026-05-27T09:25:00.000Z',
  failed: 310,
  total: 2_400,
  causes: [{ id: 'inc_01JZ8Q4M6T9V3B5C7D9F1G3H5J', title: 'Shop unavailable', severity: 'critical' }],
};

/** One objective, of which 40 % of the budget is used. */
export const objectives: Objectives = {
  generatedAt,
  from: '2026-05-02T12:00:00.000Z',
  to: generatedAt,
  objectives: [
    {
      ...tally,
      id: 'availability',
      title: 'Availability',
      promise: '99.9 % of requests are answered without an error of ours.',
      events: 'requests',
      objective: 0.999,
      alarm: { name: 'smallcart-prod-availability-burn', state: 'OK' },
      burnRates: [
        { window: '1h', burnRate: 0.2, threshold: 14.4 },
        { window: '6h', burnRate: 0.3, threshold: 6 },
      ],
      burnDown: [
        { at: '2026-05-02T12:00:00.000Z', left: 1 },
        { at: '2026-06-01T12:00:00.000Z', left: 0.6 },
      ],
      violations: [violation],
      days: [{ day: '2026-05-31', total: 33_000, failed: 33, compliance: 0.999, budgetUsed: 1 }],
    },
  ],
};

const report = {
  id: '2026-05-25-week',
  kind: 'week',
  from: '2026-05-24T22:00:00.000Z',
  to: '2026-05-31T22:00:00.000Z',
  timeZone: 'Europe/Berlin',
  writtenAt: '2026-05-31T23:04:00.000Z',
} as const;
const availability = { ...tally, id: 'availability', title: 'Availability', objective: 0.999, kept: true };

/** A page of one report. */
export const reports: Reports = {
  generatedAt,
  reports: [{ ...report, objectives: [{ ...availability, violations: 1 }] }],
  nextCursor: null,
};

/** A week in which the objective was kept. */
export const oneReport: ReportAnswer = {
  generatedAt,
  report: {
    ...report,
    objectives: [
      {
        ...availability,
        promise: '99.9 % of requests are answered without an error of ours.',
        events: 'requests',
        violations: [violation],
      },
    ],
  },
};
