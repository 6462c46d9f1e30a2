import { describe, expect, it } from 'vitest';
import { LOG_FIELDS } from '../../monitoring/log-fields.ts';
import { QUERIES } from '../../monitoring/queries.ts';
import { COMMANDS, namesIn } from './query-names.ts';

/** "Supported logs and discovered fields": what CloudWatch makes of every line, and of Lambda's own. */
const DISCOVERED = new Set([
  ...['@timestamp', '@message', '@log', '@logStream', '@ingestionTime'],
  ...['@type', '@requestId', '@duration', '@billedDuration', '@initDuration', '@memorySize', '@maxMemoryUsed'],
]);
const ERROR_MEMBERS = ['name', 'message', 'stack'];

const written = new Set(
  LOG_FIELDS.flatMap(({ name, type }) =>
    type === 'error' ? ERROR_MEMBERS.map((member) => `${name}.${member}`) : name,
  ),
);

describe.each(QUERIES)('the query “$title”', ({ query, parameters = [], functions }) => {
  it('asks for fields that lines have', () => {
    expect(namesIn(query).fields.filter((name) => !written.has(name) && !DISCOVERED.has(name))).toEqual([]);
  });

  it('keeps to what Logs Insights can do', () => {
    const { commands, unknownFunctions } = namesIn(query);
    expect(commands.filter((command) => !COMMANDS.has(command))).toEqual([]);
    expect(unknownFunctions).toEqual([]);
  });

  it('uses the parameters that it declares, and no other', () => {
    const used = [...query.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name);
    expect([...new Set(used)].toSorted()).toEqual(parameters.map(({ name }) => name).toSorted());
  });

  it('looks at no more log groups than a query may (“CloudWatch Logs quotas”), and at each once', () => {
    expect(functions.length).toBeLessThanOrEqual(50);
    expect(new Set(functions).size).toBe(functions.length);
  });
});

describe('the saved queries', () => {
  it.each([
    'errors',
    'request-story',
    'user-story',
    'admin-activity',
    'slowest-routes',
    'requests-by-route',
    'text-search',
  ])('answer what people ask first: %s', (id) => {
    expect(QUERIES.filter((query) => query.id === id)).toHaveLength(1);
  });
});

describe('namesIn', () => {
  it.each([
    ['fields of every command', 'fields a, b.c\n| filter d = 1\n| sort e desc', ['a', 'b.c', 'd', 'e']],
    ['fields inside functions', 'stats pct(durationMs, 95) by bin(5m)', ['durationMs']],
    ['no text in quotes', 'filter level = "ERROR and more"', ['level']],
    ['no pattern', 'filter route like /^\\/api\\/x/ and method != "GET"', ['route', 'method']],
    ['nothing that the query made', 'stats count(*) as n by level\n| sort n desc', ['level']],
  ])('finds %s', (_, query, fields) => {
    expect(namesIn(query).fields).toEqual(fields);
  });

  it('finds functions that there are not', () => {
    expect(namesIn('stats median(durationMs)').unknownFunctions).toEqual(['median(']);
  });
});
