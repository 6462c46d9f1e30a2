import * as z from 'zod/mini';
import { STATE_VALUES } from '../../monitoring/cloudwatch.ts';
import { SEVERITIES } from '../../monitoring/resources.ts';
import { SLO_IDS } from '../../monitoring/slos.ts';
import { REPORT_KINDS } from '../lib/slos/sla-report.ts';
import type { Objectives, ReportAnswer, Reports } from './slo-responses.ts';

const instant = z.iso.datetime();
const count = z.int().check(z.minimum(0));

const tally = {
  total: count,
  failed: count,
  compliance: z.exactOptional(z.number().check(z.describe('Share of good events, from 0 to 1.'))),
  budgetUsed: z.exactOptional(
    z.number().check(z.describe('Share of the error budget; more than 1 when the objective was not kept.')),
  ),
};

const Cause = z.object({ id: z.string(), title: z.string(), severity: z.enum(SEVERITIES) });
const Violation = z
  .object({
    from: instant,
    to: instant,
    failed: count,
    total: count,
    causes: z.array(Cause).check(z.describe('Incidents of the time.')),
  })
  .register(z.globalRegistry, { id: 'ReportViolation' });

const Objective = z
  .object({
    ...tally,
    id: z.enum(SLO_IDS),
    title: z.string(),
    promise: z.string(),
    events: z.string().check(z.describe('What an event is.')),
    objective: z.number(),
    alarm: z.exactOptional(z.object({ name: z.string(), state: z.enum(STATE_VALUES) })),
    burnRates: z
      .array(z.object({ window: z.string(), burnRate: z.exactOptional(z.number()), threshold: z.number() }))
      .check(z.describe('How fast the budget is used up now; at 1 it lasts for thirty days.')),
    burnDown: z
      .array(z.object({ at: instant, left: z.number() }))
      .check(z.describe('What was left of the budget: 1 is all of it, below 0 it is overdrawn.')),
    violations: z.array(Violation).check(z.describe('The worst hours in which more failed than may, oldest first.')),
    days: z
      .array(z.object({ ...tally, day: z.iso.date() }))
      .check(z.describe('In UTC; days without events are absent.')),
  })
  .register(z.globalRegistry, { id: 'Objective' });

/** What `GET /api/ops/slos` answers. */
export const ObjectivesAnswer = z
  .object({ generatedAt: instant, from: instant, to: instant, objectives: z.array(Objective) })
  .register(z.globalRegistry, { id: 'Objectives' }) satisfies z.ZodMiniType<Objectives>;

const report = {
  id: z.string(),
  kind: z.enum(REPORT_KINDS),
  from: instant,
  to: instant,
  timeZone: z.string(),
  writtenAt: instant,
};
const reported = { ...tally, id: z.string(), title: z.string(), objective: z.number(), kept: z.boolean() };

const ReportOverview = z
  .object({ ...report, objectives: z.array(z.object({ ...reported, violations: count })) })
  .register(z.globalRegistry, { id: 'ReportOverview' });

/** What `GET /api/ops/reports` answers. */
export const ReportsAnswer = z
  .object({
    generatedAt: instant,
    reports: z.array(ReportOverview),
    nextCursor: z.nullable(z.string()).check(z.describe('The `cursor` of the next page; null on the last one.')),
  })
  .register(z.globalRegistry, { id: 'ReportPage' }) satisfies z.ZodMiniType<Reports>;

const Report = z
  .object({
    ...report,
    objectives: z.array(
      z.object({ ...reported, promise: z.string(), events: z.string(), violations: z.array(Violation) }),
    ),
  })
  .register(z.globalRegistry, { id: 'Report' });

/** What `GET /api/ops/reports/{id}` answers. */
export const OneReportAnswer = z
  .object({ generatedAt: instant, report: Report })
  .register(z.globalRegistry, { id: 'OneReport' }) satisfies z.ZodMiniType<ReportAnswer>;
