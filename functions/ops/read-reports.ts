import { notFound } from '../lib/problem.ts';
import { listReports, readReport } from '../lib/slos/report-store.ts';
import { isKept, isReportId, type SlaReport } from '../lib/slos/sla-report.ts';
import type { ReportsQuery } from './ops-query.ts';
import type { ReportAnswer, ReportDetail, ReportOverview, Reports } from './slo-responses.ts';

const instant = (at: number): string => new Date(at).toISOString();

function facts({ id, kind, from, to, timeZone, writtenAt }: SlaReport) {
  return { id, kind, from: instant(from), to: instant(to), timeZone, writtenAt: instant(writtenAt) };
}

function overview(report: SlaReport): ReportOverview {
  return {
    ...facts(report),
    objectives: report.objectives.map(({ promise: _promise, events: _events, ...each }) => ({
      ...each,
      kept: isKept(each),
      violations: each.violations.length,
    })),
  };
}

function detail(report: SlaReport): ReportDetail {
  return {
    ...facts(report),
    objectives: report.objectives.map((each) => ({
      ...each,
      kept: isKept(each),
      violations: each.violations.map(({ from, to, causes, ...events }) => ({
        ...{ from: instant(from), to: instant(to), ...events },
        causes: causes.map((cause) => ({ ...cause })),
      })),
    })),
  };
}

/** One page of the reports, those of the latest times first; `now` is in epoch ms. */
export async function reportsAnswer({ limit, cursor }: ReportsQuery, now: number): Promise<Reports> {
  const found = await listReports(limit + 1, cursor);
  const reports = found.slice(0, limit);
  const nextCursor = found.length > limit ? (reports.at(-1)?.id ?? null) : null;
  return { generatedAt: instant(now), reports: reports.map(overview), nextCursor };
}

/** One report; 404 when there is none of that id. */
export async function reportAnswer(id: string, now: number): Promise<ReportAnswer> {
  const report = isReportId(id) ? await readReport(id) : undefined;
  if (report === undefined) throw notFound('report');
  return { generatedAt: instant(now), report: detail(report) };
}
