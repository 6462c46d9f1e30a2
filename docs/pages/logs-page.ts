import { type FieldType, LOG_FIELDS, type LogField } from '../../monitoring/log-fields.ts';
import { QUERIES, type QueryDefinition } from '../../monitoring/queries.ts';
import { FUNCTION_IDS } from '../../monitoring/resources.ts';
import { DEFAULT_SAMPLING, type SamplingRule, samplingRules, TRACED_SHARE } from '../../monitoring/sampling-rules.ts';
import { page, picture, table } from './markdown.ts';

/** What values a type of field allows. */
function values(type: FieldType): string {
  if (typeof type !== 'string') return type.map((value) => `\`${value}\``).join(', ');
  return {
    text: 'text, redacted',
    id: 'letters, digits and `_ . : -`, at most 128',
    route: 'a route as it is deployed',
    count: 'a number',
    milliseconds: 'milliseconds',
    cents: 'cents of the shop’s currency',
    ratio: 'a number from 0 to 1',
    flag: '`true` or `false`',
    error: 'name, message, stack, cause',
  }[type];
}

function fieldRow({ name, type, meaning, example }: LogField): readonly string[] {
  return [`\`${name}\``, meaning, values(type), `\`${example}\``];
}

function fieldTable(lines: LogField['lines']): string {
  const rows = LOG_FIELDS.filter((field) => field.lines === lines).map(fieldRow);
  return table(['field', 'meaning', 'values', 'example'], rows);
}

const CANONICAL = `Every invocation ends with one line that says it all: one line a request, whatever became of it. It is a document in CloudWatch’s embedded metric format as well: its metrics stand beside the fields, under the names of [metrics.md](metrics.md), so that a number on a graph and the requests behind it are found in the same place.`;
const LOGGER = `What the canonical line cannot say, such as an error with its stack, has a line of its own, with the same ids. There is one at DEBUG for each decision and each call of an AWS service; those are written for the share of traces that \`POWERTOOLS_LOGGER_SAMPLE_RATE\` names, and for all of a trace or none of it.`;
const PRIVACY = `Both kinds of lines are allow-lists: a field that is not on this page is not written, and one whose value is not what the page promises is left out. Texts are redacted. Nothing that people type in, no address, no token and no card is ever on a line; people are known by a pseudonym, which is a keyed hash.`;
const CORRELATION = `\`requestId\` names one invocation. \`correlationId\` names what it belongs to: it is taken over from \`X-Correlation-ID\`, goes with the order’s event through the table’s stream to the outbox, with the message to fulfilment, and is on every line on the way. \`traceId\` leads to the trace in X-Ray.`;

function parameterTable({ parameters = [] }: QueryDefinition): readonly string[] {
  if (parameters.length === 0) return [];
  const rows = parameters.map(({ name, defaultValue, description }) => [
    `\`{{${name}}}\``,
    description,
    `\`${defaultValue}\``,
  ]);
  return [table(['parameter', 'what it is', 'until it is given'], rows)];
}

function scope({ functions }: QueryDefinition): string {
  const all = functions.length === FUNCTION_IDS.length;
  return all ? 'Of all functions.' : `Of ${functions.map((id) => `\`${id}\``).join(', ')}.`;
}

function querySection(query: QueryDefinition): readonly string[] {
  const { title, description } = query;
  return [`### ${title}`, `${description} ${scope(query)}`, `\`\`\`\n${query.query}\n\`\`\``, ...parameterTable(query)];
}

const percent = (rate: number) => `${Math.round(rate * 100)} %`;

function samplingTable(): string {
  const row = (stages: string, { id, functionId, priority, reservoirSize, fixedRate }: SamplingRule) => [
    stages,
    `\`${id}\``,
    functionId === undefined ? 'all' : `\`${functionId}\``,
    ...[priority, reservoirSize].map(String),
    percent(fixedRate),
  ];
  const own = (['production', 'elsewhere'] as const).flatMap((kind) =>
    samplingRules(TRACED_SHARE[kind]).map((rule) => row(kind === 'production' ? 'production' : 'every other', rule)),
  );
  const rest = row('every', { id: 'Default', ...DEFAULT_SAMPLING });
  return table(['stage', 'rule', 'function', 'priority', 'recorded of each second', 'of the rest'], [...own, rest]);
}

const SAMPLING = `X-Ray bills each trace, and a rule decides before anybody knows whether a request will fail. Production records what is worth it: every request of the admin and every second checkout, because money moves there and a trace explains what a metric cannot; of browsing, and of what runs by the clock, every twentieth. Errors are worth more than that: a function that fails sends what it knows of the failure even where the rule said no. On every other stage everything is recorded.`;

/** docs/logs.md */
export function logsPage(): string {
  return page(
    '# Logs',
    PRIVACY,
    '## The canonical line',
    CANONICAL,
    fieldTable('canonical'),
    '## On every line',
    CORRELATION,
    fieldTable('all'),
    '## Other lines',
    LOGGER,
    fieldTable('logger'),
    '## Saved queries',
    'They are saved in CloudWatch Logs Insights under the stage’s name. Parameters are asked for by the console where a deployment can declare them; elsewhere they are to be typed over.',
    picture('logs', 'A saved query in the console: its text, a histogram of the lines that it found, and the lines'),
    ...QUERIES.flatMap(querySection),
    '## Which traces are recorded',
    SAMPLING,
    samplingTable(),
  );
}
