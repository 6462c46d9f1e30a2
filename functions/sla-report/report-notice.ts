import { isKept, type ReportedObjective, type SlaReport } from '../lib/slos/sla-report.ts';

const percent = (share: number): string => `${Number((100 * share).toFixed(3))} %`;

function line({ title, objective, compliance, budgetUsed = 0, violations }: ReportedObjective): string {
  if (compliance === undefined) return `${title}: nothing happened by which it could be told.`;
  const kept = budgetUsed <= 1 ? 'kept' : 'NOT KEPT';
  const times =
    violations.length === 0 ? '' : `; violated ${violations.length === 1 ? 'once' : `${violations.length} times`}`;
  return `${title}: ${percent(compliance)} of ${percent(objective)}, ${kept}; ${Math.round(100 * budgetUsed)} % of the error budget used${times}.`;
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
