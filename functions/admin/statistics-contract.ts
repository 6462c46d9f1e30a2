import * as z from 'zod/mini';
import { JOB_IDS } from '../../monitoring/resources.ts';
import type { RouteContract } from '../lib/contract.ts';
import { RUN_STATUSES } from '../lib/entities/job-run.ts';
import { CURRENCY } from '../lib/money.ts';
import type { JobView } from './job-runs.ts';
import type { DayView, ProductSales, Statistics } from './statistics.ts';
import { StatisticsQuery } from './statistics-query.ts';

const count = z.int().check(z.minimum(0));

const figures = {
  created: count,
  paid: count,
  cancelled: count,
  refunded: count,
  revenueCents: count,
  grossMarginCents: z.int(),
  refundedCents: count,
  registrations: count,
  logins: count,
  failedLogins: count,
  cartsStarted: count,
  conversion: z.nullable(z.number().check(z.minimum(0))).check(z.describe('Orders for each cart that was started.')),
} as const;

const Totals = z.object(figures) satisfies z.ZodMiniType<Omit<DayView, 'day'>>;

const Day = z
  .object({ day: z.string().check(z.describe('In UTC.')), ...figures })
  .register(z.globalRegistry, { id: 'StatisticsDay' }) satisfies z.ZodMiniType<DayView>;

const TopProduct = z
  .object({ productId: z.string(), name: z.string(), quantity: count, revenueCents: count })
  .register(z.globalRegistry, { id: 'ProductSales' }) satisfies z.ZodMiniType<ProductSales>;

const StatisticsAnswer = z.object({
  currency: z.string(),
  days: z.array(Day),
  totals: Totals,
  topProducts: z.array(TopProduct),
}) satisfies z.ZodMiniType<Statistics>;

const Run = z
  .object({
    id: z.string(),
    status: z.enum(RUN_STATUSES),
    startedAt: z.iso.datetime(),
    durationMs: z.nullable(count),
    processed: z.nullable(count),
    error: z.nullable(z.string()).check(z.describe('Name of the error that ended it.')),
  })
  .register(z.globalRegistry, { id: 'JobRun' });

const Jobs = z.object({
  jobs: z.array(z.object({ job: z.enum(JOB_IDS), schedule: z.string(), runs: z.array(Run) })),
}) satisfies z.ZodMiniType<{ jobs: readonly JobView[] }>;

const totals = {
  ...{
    created: 12,
    paid: 11,
    cancelled: 1,
    refunded: 0,
    revenueCents: 48_200,
    grossMarginCents: 21_690,
    refundedCents: 0,
  },
  ...{ registrations: 4, logins: 20, failedLogins: 2, cartsStarted: 40, conversion: 0.3 },
};

/** The routes of what the roll-ups know, and of the jobs. */
export const statisticsContract = {
  'GET /api/admin/statistics': {
    summary: 'Reads the statistics',
    description:
      'Sales, activity and conversion by day, and the best-selling products, as of the last roll-up; at most 92 days, the last thirty by default.',
    query: StatisticsQuery,
    answers: {
      200: {
        description: 'Every day asked for, oldest first; zeros where nothing happened.',
        json: StatisticsAnswer,
        example: {
          currency: CURRENCY,
          days: [{ day: '2026-11-21', ...totals }],
          totals,
          topProducts: [
            { productId: 'prd_01K9YH5B2C3D4E5F6G7H8J9KMN', name: 'Stoneware mug', quantity: 9, revenueCents: 16_650 },
          ],
        },
      },
    },
  },
  'GET /api/admin/jobs': {
    summary: 'Lists the jobs',
    answers: {
      200: {
        description: 'Every job with its latest runs, newest first.',
        json: Jobs,
        example: {
          jobs: [
            {
              job: 'sales-rollup',
              schedule: 'rate(15 minutes)',
              runs: [
                {
                  id: 'run_01K9YH5B2C3D4E5F6G7H8J9KMN',
                  status: 'succeeded',
                  startedAt: '2026-11-21T09:15:00.000Z',
                  durationMs: 180,
                  processed: 2,
                  error: null,
                },
              ],
            },
          ],
        },
      },
    },
  },
} as const satisfies Readonly<Record<string, RouteContract>>;
