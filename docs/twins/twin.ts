import type { FunctionId } from '../../monitoring/resources.ts';

/** What a query or a metric of the systems that came before is written in. */
export type OldLanguage = 'PromQL' | 'LogQL' | 'TraceQL' | 'metric';

/**
 * The same question in CloudWatch's words. `<stage>`, `<api>` (the HTTP API's id), and `<user>`, `<request>`, `<order>` and
 * `<trace>` (ids, as log lines have them) stand for what a reader puts in.
 */
export type TwinQuery =
  | { readonly kind: 'metric-math'; readonly text: string }
  | { readonly kind: 'logs-insights'; readonly text: string; readonly functions?: readonly FunctionId[] }
  | { readonly kind: 'xray-filter'; readonly text: string };

/** A query or a metric that people know, beside its twin. */
export type Twin = {
  /** What is asked, a few words. */
  readonly question: string;
  readonly language: OldLanguage;
  /** As it was written. */
  readonly old: string;
  readonly twin: TwinQuery;
  /** Where they differ. */
  readonly note?: string;
};

/** Twins of one subject. */
export type TwinSection = { readonly title: string; readonly text: string; readonly twins: readonly Twin[] };

/** Metric math of CloudWatch. */
export const math = (text: string): TwinQuery => ({ kind: 'metric-math', text });

/** A query of Logs Insights; its commands are put together. */
export const insights = (...commands: readonly string[]): TwinQuery => ({
  kind: 'logs-insights',
  text: commands.join(' | '),
});

/** A filter expression of X-Ray. */
export const traces = (text: string): TwinQuery => ({ kind: 'xray-filter', text });

/** A search for metrics of the namespace with those dimensions, by name. */
export function search(schema: string, name: string, stat: string, period = 300, more = ''): string {
  return `SEARCH('{${schema}} ${more === '' ? '' : `${more} `}MetricName="${name}"', '${stat}', ${period})`;
}

/** The stage's own metrics. */
export const shop = (name: string, stat: string, period = 300, more = '', dimensions = ''): string =>
  search(`SmallCart/<stage>${dimensions === '' ? '' : `,${dimensions}`}`, name, stat, period, more);

/** What API Gateway measures of the shop’s API. */
export const gateway = (name: string, stat: string, period = 300): string =>
  search('AWS/ApiGateway,ApiId', name, stat, period, 'ApiId="<api>"');

/** What Lambda measures of every function of the stage. */
export const lambda = (name: string, stat: string, period = 300): string =>
  search('AWS/Lambda,FunctionName', name, stat, period, 'smallcart-<stage>');
