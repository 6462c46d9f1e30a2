import { beforeEach, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../../local/aws/json.ts';
import { type EmbeddedCloudWatch, embedCloudWatch, START } from '../../../support/embedded-cloudwatch.ts';

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;

let system: EmbeddedCloudWatch;

beforeEach(() => {
  system = embedCloudWatch();
});

type Result = { Id: string; Label: string; Values: number[]; StatusCode: string };

async function search(queries: JsonObject[]): Promise<{ results: Result[]; messages: unknown }> {
  const answer = await system.call('GetMetricData', {
    StartTime: (START - 5 * MINUTE) / 1000,
    EndTime: (START + 5 * MINUTE) / 1000,
    ScanBy: 'TimestampAscending',
    MetricDataQueries: queries,
  });
  return { results: answer.MetricDataResults as unknown as Result[], messages: answer.Messages };
}

const series = async (expression: string, extra: JsonObject = {}): Promise<[string, number[]][]> => {
  const { results } = await search([{ Id: 'found', Expression: expression, ...extra }]);
  return results.map(({ Label, Values }) => [Label, Values]);
};

const record = (name: string, dimensions: Record<string, string>, notation: string, from = START): void =>
  system.recordSeries(notation, { namespace: 'Shop', name, dimensions }, from);

describe('SEARCH', () => {
  it('gives one series for each metric found, labelled by what tells them apart, in alphabetical order', async () => {
    record('Errors', { Function: 'pay' }, '3 4');
    record('Errors', { Function: 'cart' }, '1 2');
    record('Latency', { Function: 'cart' }, '9');
    expect(await series(`SEARCH('{Shop,Function} MetricName="Errors"', 'Sum', 60)`)).toEqual([
      ['cart', [1, 2]],
      ['pay', [3, 4]],
    ]);
    expect(await series(`SEARCH('{Shop,Function} cart', 'Sum', 60)`)).toEqual([
      ['Errors', [1, 2]],
      ['Latency', [9]],
    ]);
    expect(await series(`SEARCH('{Shop,Function}', 'Sum', 60)`)).toEqual([
      ['Errors cart', [1, 2]],
      ['Errors pay', [3, 4]],
      ['Latency cart', [9]],
    ]);
  });

  it('counts by the period of the query, else its own, else five minutes', async () => {
    record('Errors', {}, '1 2 3 4 5');
    expect(await series("SEARCH('Errors', 'Sum', 120)")).toEqual([['Errors', [1, 5, 9]]]);
    expect(await series("SEARCH('Errors', 'Sum')")).toEqual([['Errors', [15]]]);
    expect(await series("SEARCH('Errors', 'Sum', 120)", { Period: 60 })).toEqual([['Errors', [1, 2, 3, 4, 5]]]);
  });

  it('takes any statistic', async () => {
    record('Latency', {}, '100');
    expect(await series("SEARCH('Latency', 'p99', 60)")).toEqual([['Latency', [100]]]);
  });

  it('finds only what reported within two weeks', async () => {
    record('Old', {}, '1', START - 14 * DAY - MINUTE);
    record('Quiet', {}, '1', START - 14 * DAY);
    expect(await series("SEARCH('{Shop}', 'Sum', 60)")).toEqual([['Quiet', []]]);
  });

  it('is an array in math', async () => {
    record('Errors', { Function: 'cart' }, '1 2');
    record('Errors', { Function: 'pay' }, '3 4');
    const found = `SEARCH('{Shop,Function} Errors', 'Sum', 60)`;
    expect(await series(`SUM(${found})`)).toEqual([['found', [4, 6]]]);
    expect(await series(`SORT(${found}, SUM, DESC, 1)`)).toEqual([['pay', [3, 4]]]);
    expect(await series(`${found} * 10`)).toEqual([
      ['cart', [10, 20]],
      ['pay', [30, 40]],
    ]);
    const { results } = await search([
      { Id: 'e1', Expression: found, ReturnData: false },
      { Id: 'e2', Expression: 'SUM(e1)' },
    ]);
    expect(results.map(({ Id, Values }) => [Id, Values])).toEqual([['e2', [4, 6]]]);
  });

  it('puts the label of the expression before that of each series, or fills its dynamic parts', async () => {
    record('Errors', { Function: 'cart' }, '1 2');
    const expression = `SEARCH('{Shop,Function} Errors', 'Sum', 60)`;
    const label = async (Label: string) => (await series(expression, { Label }))[0]?.[0];
    expect(await label('Found:')).toBe('Found: Errors');
    expect(await label('')).toBe('Errors');
    expect(await label(`[max: \${MAX} of \${PROP('Dim.Function')}] \${LABEL}`)).toBe('[max: 2 of cart] Errors');
  });

  it('is still told apart by its metrics after math with another series', async () => {
    record('Errors', { Function: 'cart' }, '1 2');
    record('Total', {}, '2 4');
    const { results } = await search([
      { Id: 'share', Expression: "SEARCH('{Shop,Function}', 'Sum', 60) / total", Label: `\${PROP('Dim.Function')}` },
      { Id: 'whole', Expression: "total / SEARCH('{Shop,Function}', 'Sum', 60)", Label: `\${PROP('Dim.Function')}` },
      {
        Id: 'total',
        MetricStat: { Metric: { Namespace: 'Shop', MetricName: 'Total' }, Period: 60, Stat: 'Sum' },
        ReturnData: false,
      },
    ]);
    expect(results.map(({ Label, Values }) => [Label, Values])).toEqual([
      ['cart', [0.5, 0.5]],
      ['cart', [2, 2]],
    ]);
  });

  it('leaves out what is beyond 500 series in all of the request and says so', async () => {
    for (let index = 0; index < 501; index++) record('Errors', { Function: `f${index}` }, '1');
    const { results, messages } = await search([
      { Id: 'one', Expression: "SEARCH('f0', 'Sum', 60)" },
      { Id: 'all', Expression: "SEARCH('{Shop,Function}', 'Sum', 60)" },
    ]);
    expect(results).toHaveLength(500);
    expect(messages).toEqual([{ Code: 'MaxMetricsExceeded', Value: 'Maximum number of allowed metrics exceeded' }]);
  });

  it.each([
    [`SEARCH('{Shop', 'Sum', 60)`, "expected ',' or '}' but found the end of the search (at character 14)"],
    ["SEARCH('a', 'Median', 60)", "'Median' is not a valid statistic (at character 13)"],
    ["SEARCH('a', 'Sum', 45)", 'the period 45 is not 1, 5, 10, 20, 30 or a multiple of 60 (at character 20)'],
    ["SEARCH('a', 'Sum', 60 * 5)", 'the period of SEARCH must be a number (at character 23)'],
    [
      "SEARCH('a')",
      "SEARCH is used as SEARCH('{schema} term', 'statistic'[, period]), but was given a string (at character 1)",
    ],
  ])('%s is refused', async (Expression, message) => {
    await expect(search([{ Id: 'e', Expression }])).rejects.toMatchObject({
      code: 'ValidationException',
      message: `Error in expression 'e': ${message}`,
    });
  });
});
