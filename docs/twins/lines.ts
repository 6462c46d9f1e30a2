import { insights, type TwinSection } from './twin.ts';

/** What log lines were searched by. */
export const lines: TwinSection = {
  title: 'Log lines',
  text: 'Logs Insights finds the members of JSON by itself, nested ones as `error.name`: there is nothing to parse, and no label to choose beforehand. Log groups are chosen beside the query. [logs.md](logs.md) has all fields, and the queries that are saved.',
  twins: [
    {
      question: 'Lines that hold a text',
      language: 'LogQL',
      old: '{job="shop"} |= "checkout"',
      twin: insights('fields @timestamp, message, @message', 'filter @message like "checkout"', 'sort @timestamp desc'),
    },
    {
      question: 'Lines that do not hold a text',
      language: 'LogQL',
      old: '{job="shop"} != "health"',
      twin: insights('fields @timestamp, message', 'filter @message not like "health"', 'sort @timestamp desc'),
    },
    {
      question: 'Lines that a pattern fits',
      language: 'LogQL',
      old: '{job="shop"} |~ "(?i)timeout|failed"',
      twin: insights('fields @timestamp, message', 'filter @message like /(?i)timeout|failed/'),
    },
    {
      question: 'Lines of a level',
      language: 'LogQL',
      old: '{job="shop"} | json | level="ERROR"',
      twin: insights('fields @timestamp, service, message, error.name, error.message', 'filter level = "ERROR"'),
    },
    {
      question: 'Lines by a parsed field',
      language: 'LogQL',
      old: '{job="shop"} | json | status >= 400 and duration_ms > 5',
      twin: insights(
        'fields @timestamp, method, route, status, durationMs',
        'filter status >= 400 and durationMs > 0.1',
      ),
    },
    {
      question: 'Some fields of each line',
      language: 'LogQL',
      old: '{job="shop"} | json | line_format "{{.method}} {{.path}} {{.status}}"',
      twin: insights('filter ispresent(route)', 'display @timestamp, concat(method, " ", route), status'),
    },
    {
      question: 'A part of a text as a field',
      language: 'LogQL',
      old: '{job="shop"} | pattern "<method> <path>" | method="POST"',
      twin: insights(
        'filter ispresent(route)',
        'parse message "* *" as verb, path',
        'filter verb = "POST"',
        'limit 20',
      ),
    },
    {
      question: 'What an administrator did',
      language: 'LogQL',
      old: '{job="shop"} | json | path=~"/admin.*" | method!="GET"',
      twin: insights(
        'fields @timestamp, userId, method, route, status',
        'filter route like /^\\/api\\/(admin|items)/ and method != "GET"',
      ),
    },
    {
      question: 'What a user did',
      language: 'LogQL',
      old: '{job="shop"} | json | user="alice"',
      twin: insights('fields @timestamp, message, status', 'filter userId = "<user>"', 'sort @timestamp asc'),
      note: 'Users are known by a pseudonym, here as everywhere in lines, traces and metrics.',
    },
    {
      question: 'One request through all services',
      language: 'LogQL',
      old: '{job=~".+"} | json | correlation_id="…"',
      twin: insights(
        'fields @timestamp, service, message',
        'filter correlationId = "<request>"',
        'sort @timestamp asc',
      ),
    },
    {
      question: 'One order',
      language: 'LogQL',
      old: '{job=~".+"} | json | order_id="…"',
      twin: insights('fields @timestamp, service, message', 'filter orderId = "<order>"', 'sort @timestamp asc'),
    },
    {
      question: 'The lines of a trace',
      language: 'LogQL',
      old: '{job=~".+"} | json | trace_id="…"',
      twin: insights('fields @timestamp, service, message', 'filter traceId = "<trace>"', 'sort @timestamp asc'),
    },
    {
      question: 'Lines by level over time',
      language: 'LogQL',
      old: 'sum by (level) (count_over_time({job="shop"} | json [5m]))',
      twin: insights('filter ispresent(level)', 'stats count(*) as lines by bin(5m) as time, level'),
    },
    {
      question: 'Errors per second',
      language: 'LogQL',
      old: 'sum(rate({job="shop"} | json | level="ERROR" [5m]))',
      twin: insights('filter level = "ERROR"', 'stats count(*) / 300 as perSecond by bin(5m)'),
    },
    {
      question: 'Percentage of lines that are errors',
      language: 'LogQL',
      old: '100 * sum(rate({job="shop"} | json | level="ERROR" [5m])) / sum(rate({job="shop"} | json [5m]))',
      twin: insights(
        'filter ispresent(level)',
        'stats sum(strcontains(level, "ERROR")) * 100 / count(*) as percent by bin(5m)',
      ),
    },
    {
      question: 'The most frequent errors',
      language: 'LogQL',
      old: 'topk(10, sum by (error) (count_over_time({job="shop"} | json | level="ERROR" [1h])))',
      twin: insights(
        'filter level = "ERROR" and ispresent(error.name)',
        'stats count(*) as errors by service, error.name',
        'sort errors desc',
        'limit 10',
      ),
    },
    {
      question: 'A percentile of a field',
      language: 'LogQL',
      old: 'quantile_over_time(0.95, {job="shop"} | json | unwrap duration_ms [5m]) by (path)',
      twin: insights('filter ispresent(route)', 'stats pct(durationMs, 95) as p95 by bin(5m) as time, route'),
    },
    {
      question: 'The sum and the highest of a field',
      language: 'LogQL',
      old: 'sum_over_time({job="shop"} | json | unwrap amount [1h])',
      twin: insights(
        'filter ispresent(totalCents)',
        'stats sum(totalCents) / 100 as sum, max(totalCents) / 100 as highest',
      ),
    },
    {
      question: 'How many different users',
      language: 'LogQL',
      old: 'count(count by (user) (count_over_time({job="shop"} | json [1h])))',
      twin: insights('filter ispresent(userId)', 'stats count_distinct(userId) as users by bin(1h)'),
    },
    {
      question: 'The last value of a field',
      language: 'LogQL',
      old: 'last_over_time({job="shop"} | json | unwrap status [1h]) by (path)',
      twin: insights('filter ispresent(route)', 'stats latest(status) as last by route'),
    },
  ],
};
