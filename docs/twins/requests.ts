import { gateway, insights, lambda, math, type TwinSection } from './twin.ts';

const REQUESTS = 'filter ispresent(route) and ispresent(durationMs)';

/** How many requests there are, how long they take and how many fail. */
export const requests: TwinSection = {
  title: 'Requests',
  text: 'API Gateway counts and times every request. It knows no routes: a route as a dimension would cost a metric each, so what is asked by route is asked of the line that each request ends with.',
  twins: [
    {
      question: 'Requests per second',
      language: 'PromQL',
      old: 'sum(rate(http_requests_total[5m]))',
      twin: math(`SUM(${gateway('Count', 'Sum')}) / 300`),
    },
    {
      question: 'Requests of the last hour',
      language: 'PromQL',
      old: 'sum(increase(http_requests_total[1h]))',
      twin: math(gateway('Count', 'Sum', 3_600)),
    },
    {
      question: 'Requests per second by endpoint',
      language: 'PromQL',
      old: 'sum by (method, endpoint) (rate(http_requests_total[5m]))',
      twin: insights(REQUESTS, 'stats count(*) / 300 as perSecond by bin(5m) as time, method, route'),
      note: 'A path is a route here: `/api/products/{id}`, whatever the id.',
    },
    {
      question: 'Requests by status',
      language: 'PromQL',
      old: 'sum by (status) (increase(http_requests_total[5m]))',
      twin: insights(REQUESTS, 'stats count(*) as requests by bin(5m) as time, status'),
    },
    {
      question: 'Error ratio in percent',
      language: 'PromQL',
      old: '100 * sum(rate(http_requests_total{status=~"5.."}[5m])) / sum(rate(http_requests_total[5m]))',
      twin: math(`100 * SUM(${gateway('5xx', 'Sum')}) / SUM(${gateway('Count', 'Sum')})`),
    },
    {
      question: 'Error ratio by endpoint',
      language: 'PromQL',
      old: 'sum by (endpoint) (rate(http_requests_total{status=~"5.."}[5m])) / sum by (endpoint) (rate(http_requests_total[5m]))',
      twin: insights(REQUESTS, 'stats sum(floor(status / 500)) * 100 / count(*) as errorPercent by route'),
    },
    {
      question: 'Requests that were refused',
      language: 'PromQL',
      old: 'sum(rate(http_requests_total{status=~"4.."}[5m]))',
      twin: math(`SUM(${gateway('4xx', 'Sum')}) / 300`),
    },
    {
      question: 'p95 of the latency',
      language: 'PromQL',
      old: 'histogram_quantile(0.95, sum by (le) (rate(http_request_duration_seconds_bucket[5m])))',
      twin: math(gateway('Latency', 'p95')),
      note: 'In milliseconds, and exact: CloudWatch keeps values, not buckets.',
    },
    {
      question: 'p95 of the latency by endpoint',
      language: 'PromQL',
      old: 'histogram_quantile(0.95, sum by (le, endpoint) (rate(http_request_duration_seconds_bucket[5m])))',
      twin: insights(REQUESTS, 'stats pct(durationMs, 95) as p95 by bin(5m) as time, route'),
    },
    {
      question: 'Mean latency',
      language: 'PromQL',
      old: 'sum(rate(http_request_duration_seconds_sum[5m])) / sum(rate(http_request_duration_seconds_count[5m]))',
      twin: math(gateway('Latency', 'Average')),
    },
    {
      question: 'Percentage of requests within 300 ms',
      language: 'PromQL',
      old: '100 * sum(rate(http_request_duration_seconds_bucket{le="0.3"}[5m])) / sum(rate(http_request_duration_seconds_count[5m]))',
      twin: math(gateway('Latency', 'PR(:300)')),
      note: 'Any bound will do; none has to be a bucket’s.',
    },
    {
      question: 'The five slowest endpoints',
      language: 'PromQL',
      old: 'topk(5, histogram_quantile(0.95, sum by (le, endpoint) (rate(http_request_duration_seconds_bucket[5m]))))',
      twin: insights(REQUESTS, 'stats pct(durationMs, 95) as p95 by route', 'sort p95 desc', 'limit 5'),
    },
    {
      question: 'Requests in flight',
      language: 'metric',
      old: 'http_requests_in_progress',
      twin: math(`SUM(${lambda('ConcurrentExecutions', 'Maximum', 60)})`),
      note: 'An execution environment has one request at a time.',
    },
    {
      question: 'Failures by service',
      language: 'metric',
      old: 'http_server_errors_total',
      twin: math("SEARCH('{SmallCart/<stage>,Service} MetricName=\"ServerErrors\"', 'Sum', 300)"),
    },
  ],
};
