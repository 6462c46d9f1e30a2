import { logsHref } from '../logs/logs-address.ts';

/** What a fenced block of a runbook asks, and whom. */
export type RunbookQuery = {
  kind: 'logs-filter' | 'logs-insights' | 'xray-filter' | 'metric-math';
  /** Of a log filter or a query of Logs Insights: the functions whose lines it looks at. */
  functions: readonly string[];
  text: string;
};

/** What stands for the stage in a runbook. */
const ANY_STAGE = '<stage>';

const KINDS = ['logs-filter', 'logs-insights', 'xray-filter', 'metric-math'] as const;

/** The query in a fenced block, for the stage once that is known; undefined of a block that is no query. */
export function runbookQuery(
  block: { language: string; info: string; text: string },
  stage: string | undefined,
): RunbookQuery | undefined {
  const kind = KINDS.find((each) => each === block.language);
  if (kind === undefined) return undefined;
  const text = stage === undefined ? block.text : block.text.replaceAll(ANY_STAGE, stage);
  return { kind, functions: block.info.split(' ').filter((id) => id !== ''), text };
}

/** What the block is called. */
export function queryTitle({ kind, functions }: RunbookQuery): string {
  switch (kind) {
    case 'logs-filter':
      return `Log lines of ${functions.join(', ')}`;
    case 'logs-insights':
      return `Query of the log lines of ${functions.join(', ')}`;
    case 'xray-filter':
      return 'Traces';
    case 'metric-math':
      return 'Metrics';
    default:
      return kind satisfies never;
  }
}

function address(path: string, look: URLSearchParams, query: Readonly<Record<string, string>>): string {
  return `${path}?${new URLSearchParams([...look, ...Object.entries(query)])}`;
}

/** The page of the console that runs the query for the time that `look` names; undefined until the query is of a stage. */
export function queryHref({ kind, functions, text }: RunbookQuery, look: URLSearchParams): string | undefined {
  if (text.includes(ANY_STAGE)) return undefined;
  switch (kind) {
    case 'logs-filter':
      return address('/ops/logs', look, { functions: functions.join(','), filter: text });
    case 'logs-insights':
      return logsHref({ query: text, functions: functions.join(',') }, look);
    case 'xray-filter':
      return address('/ops/traces', look, { filter: text });
    case 'metric-math':
      return address('/ops/metrics', look, { expression: text });
    default:
      return kind satisfies never;
  }
}
