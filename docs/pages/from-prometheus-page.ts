import type { Twin, TwinQuery } from '../twins/twin.ts';
import { TWIN_SECTIONS } from '../twins/twins.ts';
import { pageFrom, table } from './markdown.ts';

const INTRODUCTION = `What one asked of Prometheus, Loki, Tempo and Jaeger, beside what one asks of CloudWatch and X-Ray instead. Every query in the last column is run by a test against the whole system, and finds something.`;

const HOW = `\`<stage>\` is the stage’s name, \`<api>\` the id of its HTTP API; \`<user>\`, \`<request>\`, \`<order>\` and \`<trace>\` are ids that log lines have. Each kind of query has its page in the console: _Metrics_ for metric math, _Logs_ for Logs Insights, _Traces_ for filter expressions. On AWS they are CloudWatch’s metrics explorer (\`aws cloudwatch get-metric-data\`), Logs Insights (\`aws logs start-query\`) and X-Ray’s traces (\`aws xray get-trace-summaries\`).`;

const DIFFERENCES = `- **A rate is a sum over a period.** Counters do not grow for ever and are never reset: the statistic \`Sum\` is what \`increase()\` was, and divided by the period’s seconds what \`rate()\` was.
- **Quantiles are statistics.** \`p95\`, or \`PR(:300)\` the other way round, of the values themselves; no buckets are chosen, and none can be chosen badly.
- **A missing datapoint is missing.** Nothing is stale or looked back for; \`FILL()\` says what is to stand there.
- **Dimensions match exactly.** A metric with dimensions is not also there without them: \`SEARCH()\` finds all, \`SUM(SEARCH())\` adds them up.
- **What has many values is a field of the lines.** Routes, users and orders are in the log, where a value more costs nothing.
- **Alerting rules are alarms**, and \`ALERTS{alertstate="firing"}\` is \`aws cloudwatch describe-alarms --state-value ALARM\`: see [alarms.md](alarms.md). Recording rules are not needed: metrics come as they are looked at.
- **Whoever still scrapes** may: \`GET /metrics\` answers in Prometheus’s text format, read from CloudWatch.`;

const KINDS: Readonly<Record<TwinQuery['kind'], string>> = {
  'metric-math': 'metric math',
  'logs-insights': 'Logs Insights',
  'xray-filter': 'X-Ray',
};

const code = (text: string): string => `\`${text}\``;

function row({ question, language, old, twin, note }: Twin): readonly string[] {
  const told = note === undefined ? '' : `<br>${note}`;
  return [question, `${code(old)}<br>${language}`, `${code(twin.text)}<br>${KINDS[twin.kind]}${told}`];
}

/** docs/from-prometheus.md */
export function fromPrometheusPage(): string {
  const sections = TWIN_SECTIONS.flatMap(({ title, text, twins }) => [
    `## ${title}`,
    text,
    table(['What', 'before', 'here'], twins.map(row)),
  ]);
  return pageFrom(
    'docs/twins/',
    '# From Prometheus, Loki and Tempo',
    INTRODUCTION,
    HOW,
    '## What is different',
    DIFFERENCES,
    ...sections,
  );
}
