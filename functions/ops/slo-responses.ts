import type { StateValue } from '../../monitoring/cloudwatch.ts';
import type { Severity } from '../../monitoring/resources.ts';
import type { SloId } from '../../monitoring/slos.ts';
import type { ReportKind } from '../lib/slos/sla-report.ts';

/** What events of a time come to; compliance and use of the budget are absent where there were none. */
export type ObjectiveTally = {
  total: number;
  failed: number;
  /** Share of good events, from 0 to 1. */
  compliance?: number;
  /** Share of the error budget that is used up; more than 1 when the objective was not kept. */
  budgetUsed?: number;
};

export type Objective = ObjectiveTally & {
  id: SloId;
  title: string;
  promise: string;
  /** What an event is, in the plural. */
  events: string;
  /** From 0 to 1. */
  objective: number;
  /** The alarm that tells when the budget burns; absent where it is not deployed. */
  alarm?: { name: string; state: StateValue };
  /** Of each long window; `burnRate` is absent where there were no events. */
  burnRates: { window: string; burnRate?: number; threshold: number }[];
  /** What was left of the budget, 1 being all of it, from the beginning on; nothing without events. */
  burnDown: { at: string; left: number }[];
  /** When more failed than may, with what else was the matter; hours, the worst, oldest first. */
  violations: ReportViolation[];
  /** UTC's days, oldest first; those without events are absent. */
  days: (ObjectiveTally & { day: string })[];
};

/** What `GET /api/ops/slos` answers; instants are ISO 8601. */
export type Objectives = { generatedAt: string; from: string; to: string; objectives: Objective[] };

export type ReportOverview = {
  id: string;
  kind: ReportKind;
  from: string;
  to: string;
  timeZone: string;
  writtenAt: string;
  objectives: (ObjectiveTally & { id: string; title: string; objective: number; kept: boolean; violations: number })[];
};

/** What `GET /api/ops/reports` answers. */
export type Reports = { generatedAt: string; reports: ReportOverview[]; nextCursor: string | null };

export type ReportViolation = {
  from: string;
  to: string;
  failed: number;
  total: number;
  causes: { id: string; title: string; severity: Severity }[];
};

export type ReportDetail = Omit<ReportOverview, 'objectives'> & {
  objectives: (ObjectiveTally & {
    id: string;
    title: string;
    promise: string;
    events: string;
    objective: number;
    kept: boolean;
    violations: ReportViolation[];
  })[];
};

/** What `GET /api/ops/reports/{id}` answers. */
export type ReportAnswer = { generatedAt: string; report: ReportDetail };
