import { readdirSync, readFileSync } from 'node:fs';

const FENCE = /^```(\S*) ?(.*)\n([\s\S]*?)\n```$/gm;

/** A query of a runbook, in a fenced block. */
export type RunbookQuery = {
  /** What runs it: FilterLogEvents, StartQuery, GetTraceSummaries or GetMetricData. */
  readonly kind: string;
  /** Of a log filter or a query: the functions whose log groups it looks at. */
  readonly functions: readonly string[];
  /** With `<stage>` where the stage's name belongs. */
  readonly text: string;
};

/** A runbook, its prose apart from its queries. */
type Runbook = { readonly file: string; readonly prose: string; readonly queries: readonly RunbookQuery[] };

function readRunbook(file: string): Runbook {
  const text = readFileSync(`monitoring/runbooks/${file}`, 'utf8');
  const queries = [...text.matchAll(FENCE)].map(([, kind = '', functions = '', query = '']) => ({
    kind,
    functions: functions.split(' ').filter((id) => id !== ''),
    text: query,
  }));
  return { file, prose: text.replaceAll(FENCE, ''), queries };
}

/** Every runbook. */
export const RUNBOOKS: readonly Runbook[] = readdirSync('monitoring/runbooks').map(readRunbook);
