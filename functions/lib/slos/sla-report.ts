import type { Severity } from '../../../monitoring/resources.ts';
import type { SloId } from '../../../monitoring/slos.ts';
import type { Tally } from './tally.ts';

/** Kinds of reports, by the time that they are about. */
export const REPORT_KINDS = ['week', 'month'] as const;
export type ReportKind = (typeof REPORT_KINDS)[number];

/** An incident that there was while an objective was violated. */
export type Cause = { readonly id: string; readonly title: string; readonly severity: Severity };

/** A time in which more failed than may; epoch milliseconds, `to` exclusive. */
export type Violation = { readonly from: number; readonly to: number; readonly failed: number; readonly total: number };

/** An objective as it was when the report was written, and what became of it. */
export type ReportedObjective = Tally & {
  readonly id: SloId;
  readonly title: string;
  readonly promise: string;
  /** From 0 to 1. */
  readonly objective: number;
  readonly events: string;
  /** Oldest first, with what else was the matter. */
  readonly violations: readonly (Violation & { readonly causes: readonly Cause[] })[];
};

/** A report on the objectives; epoch milliseconds, `to` exclusive. */
export type SlaReport = {
  /** Its first day and its kind: `2026-11-16-week`. */
  readonly id: string;
  readonly kind: ReportKind;
  readonly from: number;
  readonly to: number;
  readonly timeZone: string;
  readonly writtenAt: number;
  readonly objectives: readonly ReportedObjective[];
};

/** Whether the objective was kept, or nothing happened by which it could be told. */
export function isKept({ budgetUsed = 0 }: Tally): boolean {
  return budgetUsed <= 1;
}

/** Whether a text has the shape of a report's id. */
export function isReportId(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}-(week|month)$/.test(text);
}
