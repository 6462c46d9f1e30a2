import { isKept, type ReportedObjective, type SlaReport } from '../lib/slos/sla-report.ts';

/** Rounded down: what fell short of an objective must not read as if it had reached it. */
const percent = (share: number): string => `${Math.floor(100_000 * share + 1e-6) / 1_000} %`;

function line(reported: ReportedObjective): string {
  const { title, objective, compliance, budgetUsed = 0, violations } = reported;
  if (compliance === undefined) return `${title}: nothing happened by which it could be told.`;
  const kept = isKept(reported);
  const used = kept ? Math.round(100 * budgetUsed) : Math.ceil(100 * budgetUsed - 1e-6);
  const times =
    violations.length === 0 ? '' : `; violated ${violations.length === 1 ? 'once' : `${violations.length} times`}`;
  return `${title}: ${percent(compliance)} of ${percent(objective)}, ${kept ? 'kept' : 'NOT KEPT'}; ${used} % of the error budget used${times}.`;
}

/** What is mailed of a report: a title, and each objective in a line. */
export function reportNotice(report: SlaReport, siteUrl: URL): { readonly title: string; readonly text: string } {
  const { id, kind, objectives } = report;
  const kept = objectives.filter(isKept).length;
  const firstDay = id.slice(0, 10);
  return {
    title: `Objectives of the ${kind} from ${firstDay}: ${kept} of ${objectives.length} kept`,
    text: [...objectives.map(line), '', new URL(`/ops/reports/${id}`, siteUrl).href].join('\n'),
  };
}
