import { GetMetricDataCommand, type MetricDataQuery } from '@aws-sdk/client-cloudwatch';
import { describe, expect, it } from 'vitest';
import { START } from '../../../support/embedded-cloudwatch.ts';
import { serveCloudWatch } from '../../../support/serve-cloudwatch.ts';

const MINUTE = 60_000;

const cloudWatch = await serveCloudWatch();
const { at, client, put } = cloudWatch;

describe('GetMetricData', () => {
  const stat = (MetricName: string, Stat = 'Sum') => ({
    Metric: { Namespace: cloudWatch.namespace, MetricName },
    Period: 60,
    Stat,
  });
  const window = { StartTime: at(0), EndTime: at(5) };

  it('answers metrics and math, newest first, and leaves out what is not to be returned', async () => {
    for (let minute = 0; minute < 3; minute++) {
      await put(
        { MetricName: 'errors', Value: minute, Timestamp: at(minute) },
        { MetricName: 'requests', Value: 10, Timestamp: at(minute) },
      );
    }
    const { MetricDataResults } = await client.send(
      new GetMetricDataCommand({
        ...window,
        MetricDataQueries: [
          { Id: 'rate', Expression: '100 * e / r', Label: 'Error rate' },
          { Id: 'e', MetricStat: stat('errors'), ReturnData: false },
          { Id: 'r', MetricStat: stat('requests') },
          { Id: 'all', Expression: 'METRICS()' },
        ],
      }),
    );
    expect(MetricDataResults?.map(({ Id, Label, Values }) => [Id, Label, Values])).toEqual([
      ['rate', 'Error rate', [20, 10, 0]],
      ['r', 'requests', [10, 10, 10]],
      ['all', 'errors', [2, 1, 0]],
      ['all', 'requests', [10, 10, 10]],
    ]);
    expect(MetricDataResults?.[0]).toMatchObject({ Timestamps: [at(2), at(1), at(0)], StatusCode: 'Complete' });
  });

  it('rounds the start down to the minute and counts periods from there', async () => {
    await put({ MetricName: 'a', Value: 1, Timestamp: at(0) }, { MetricName: 'a', Value: 2, Timestamp: at(2) });
    const { MetricDataResults } = await client.send(
      new GetMetricDataCommand({
        StartTime: new Date(START + 30_000),
        EndTime: at(5),
        MetricDataQueries: [{ Id: 'a', MetricStat: { ...stat('a'), Period: 120 } }],
        ScanBy: 'TimestampAscending',
      }),
    );
    expect(MetricDataResults?.[0]).toMatchObject({ Timestamps: [at(0), at(2)], Values: [1, 2] });
  });

  it('answers a range from the beginning of time to its end by what is kept', async () => {
    await put({ MetricName: 'a', Value: 7, Timestamp: at(0) });
    const { MetricDataResults } = await client.send(
      new GetMetricDataCommand({
        StartTime: new Date(-8.64e15),
        EndTime: new Date(8.64e15),
        MetricDataQueries: [{ Id: 'a', MetricStat: stat('a') }],
      }),
    );
    expect(MetricDataResults?.[0]).toMatchObject({ Timestamps: [at(0)], Values: [7] });
  });

  it('reads a minute metric beside one of high resolution from the full minute on, over any range', async () => {
    await put(
      { MetricName: 'fine', Value: 1, Timestamp: at(0), StorageResolution: 1 },
      { MetricName: 'coarse', Value: 2, Timestamp: at(0) },
      { MetricName: 'coarse', Value: 3, Timestamp: at(-1440) },
    );
    const { MetricDataResults } = await client.send(
      new GetMetricDataCommand({
        StartTime: new Date(START - 1440 * MINUTE + 20_000),
        EndTime: at(1),
        MetricDataQueries: [
          { Id: 'fine', MetricStat: { ...stat('fine'), Period: 10 } },
          { Id: 'coarse', MetricStat: stat('coarse') },
          { Id: 'filled', Expression: 'FILL(coarse, 0)', ReturnData: false },
          { Id: 'count', Expression: 'TIME_SERIES(DATAPOINT_COUNT(filled))', Period: 86_400 },
        ],
      }),
    );
    expect(MetricDataResults?.map(({ Label, Values }) => [Label, Values])).toEqual([
      ['fine 10', [1]],
      ['coarse 60', [2, 3]],
      ['count', [1441, 1441]],
    ]);
  });

  it('pages by datapoints until nothing is left', async () => {
    for (let minute = 0; minute < 5; minute++) {
      await put(
        { MetricName: 'a', Value: minute, Timestamp: at(minute) },
        { MetricName: 'b', Value: 10 + minute, Timestamp: at(minute) },
      );
    }
    const found: [string | undefined, number[] | undefined, string | undefined][][] = [];
    let NextToken: string | undefined;
    do {
      const answer = await client.send(
        new GetMetricDataCommand({
          ...window,
          MaxDatapoints: 4,
          NextToken,
          ScanBy: 'TimestampAscending',
          MetricDataQueries: [
            { Id: 'a', MetricStat: stat('a') },
            { Id: 'b', MetricStat: stat('b') },
          ],
        }),
      );
      found.push((answer.MetricDataResults ?? []).map(({ Id, Values, StatusCode }) => [Id, Values, StatusCode]));
      NextToken = answer.NextToken;
    } while (NextToken !== undefined);
    expect(found).toEqual([
      [
        ['a', [0, 1, 2, 3], 'PartialData'],
        ['b', [], 'PartialData'],
      ],
      [
        ['a', [4], 'Complete'],
        ['b', [10, 11, 12], 'PartialData'],
      ],
      [['b', [13, 14], 'Complete']],
    ]);
  });

  const query = async (MetricDataQueries: MetricDataQuery[], input: object = {}) => {
    const answer = await client.send(
      new GetMetricDataCommand({ ...window, ScanBy: 'TimestampAscending', MetricDataQueries, ...input }),
    );
    return { ...answer, results: answer.MetricDataResults ?? [] };
  };

  it('goes on after the last datapoint given out, whatever is published meanwhile', async () => {
    await put({ MetricName: 'a', Value: 0, Timestamp: at(0) }, { MetricName: 'a', Value: 1, Timestamp: at(1) });
    const request = { MaxDatapoints: 1, ScanBy: 'TimestampDescending' };
    const first = await query([{ Id: 'a', MetricStat: stat('a') }], request);
    await put({ MetricName: 'a', Value: 2, Timestamp: at(2) });
    const second = await query([{ Id: 'a', MetricStat: stat('a') }], { ...request, NextToken: first.NextToken });
    expect([first.results[0]?.Values, second.results[0]?.Values, second.NextToken]).toEqual([[1], [0], undefined]);
  });

  it('gives no token with math: what exceeds the limit is left out', async () => {
    await put({ MetricName: 'a', Value: 0, Timestamp: at(0) }, { MetricName: 'a', Value: 1, Timestamp: at(1) });
    const { results, NextToken } = await query(
      [
        { Id: 'a', MetricStat: stat('a') },
        { Id: 'e', Expression: 'a * 2' },
      ],
      { MaxDatapoints: 3 },
    );
    expect(NextToken).toBeUndefined();
    expect(results.map(({ Id, Values, StatusCode }) => [Id, Values, StatusCode])).toEqual([
      ['a', [0, 1], 'Complete'],
      ['e', [0], 'PartialData'],
    ]);
  });

  it('lists a result that has to wait under its label, dynamic or not', async () => {
    await put({ MetricName: 'a', Value: 1, Timestamp: at(0) }, { MetricName: 'b', Value: 2, Timestamp: at(0) });
    const { results } = await query(
      [
        { Id: 'a', MetricStat: stat('a') },
        { Id: 'b', MetricStat: stat('b') },
        { Id: 'c', MetricStat: stat('b'), Label: `max \${MAX}` },
      ],
      { MaxDatapoints: 1 },
    );
    expect(results.map(({ Label, Values, StatusCode }) => [Label, Values, StatusCode])).toEqual([
      ['a', [1], 'Complete'],
      ['b', [], 'PartialData'],
      ['max 2', [], 'PartialData'],
    ]);
  });

  it('labels metrics of one name by statistic and period, expressions by their id', async () => {
    const { results } = await query([
      { Id: 'sum', MetricStat: stat('a') },
      { Id: 'p99', MetricStat: { ...stat('a', 'p99'), Period: 120 } },
      { Id: 'own', MetricStat: stat('a'), Label: 'Own' },
      { Id: 'math', Expression: 'sum + p99' },
    ]);
    expect(results.map(({ Label }) => Label)).toEqual(['a Sum 60', 'a p99 120', 'Own', 'math']);
  });

  it('labels the members of an array by the label of the expression and their own', async () => {
    const queries = [
      { Id: 'm1', MetricStat: stat('a'), Label: 'Errors' },
      { Id: 'm2', MetricStat: stat('b'), ReturnData: false },
    ];
    const labels = async (Label?: string) => {
      const { results } = await query([...queries, { Id: 'e', Expression: '100 / METRICS()', Label }]);
      return results.slice(1).map((result) => result.Label);
    };
    expect(await labels('Filled With 0:')).toEqual(['Filled With 0: Errors', 'Filled With 0: b']);
    expect(await labels('')).toEqual(['Errors', 'b']);
    expect(await labels()).toEqual(['Errors', 'b']);
    expect(await labels(`<\${LABEL}>`)).toEqual(['<Errors>', '<b>']);
  });

  it('writes the times in labels in the time zone asked for', async () => {
    await put({ MetricName: 'a', Value: 1, Timestamp: at(0) });
    const queries = [{ Id: 'a', MetricStat: stat('a'), Label: `\${LAST_TIME}` }];
    const { results } = await query(queries, { LabelOptions: { Timezone: '+0130' } });
    expect(results[0]?.Label).toBe('2026-11-21 04:30:00 UTC+01:30');
    await expect(query(queries, { LabelOptions: { Timezone: 'CET' } })).rejects.toMatchObject({
      name: 'ValidationException',
      message: 'The value CET for parameter LabelOptions.Timezone must have the format +0130.',
    });
  });

  it('says of a result that datapoints were dropped, and that a metric has several units', async () => {
    await put(
      { MetricName: 'a', Value: 0, Unit: 'Seconds', Timestamp: at(0) },
      { MetricName: 'a', Value: 5, Unit: 'Count', Timestamp: at(0) },
      { MetricName: 'a', Value: 6, Unit: 'Bytes', Timestamp: at(-60) },
      { MetricName: 'zero', Value: 0, Timestamp: at(0) },
    );
    const { results, Messages } = await query([
      { Id: 'a', MetricStat: stat('a') },
      { Id: 'unit', MetricStat: { ...stat('a'), Unit: 'Count' } },
      { Id: 'zero', MetricStat: stat('zero') },
      { Id: 'quotient', Expression: 'a / zero' },
      { Id: 'later', Expression: 'quotient + 1' },
    ]);
    const dropped = {
      Code: 'ArithmeticError',
      Value: 'One or more data-points have been dropped due to non-numeric values (NaN, -Infinite, +Infinite)',
    };
    expect(results.map((result) => result.Messages ?? [])).toEqual([
      [{ Code: 'MultipleUnits', Value: "Multiple units returned: '[Count, Seconds]'" }],
      [],
      [],
      [dropped],
      [dropped],
    ]);
    expect(Messages ?? []).toEqual([]);
  });

  it('tells of every query what is invalid in it', async () => {
    const queries = ['median', 'Sum', 'p101'].map((Stat, index) => ({ Id: `q${index}`, MetricStat: stat('a', Stat) }));
    await expect(query(queries)).rejects.toMatchObject({
      name: 'ValidationException',
      message: [
        'The value median for parameter MetricDataQueries.member.1.MetricStat.Stat is not a valid statistic.',
        'The value p101 for parameter MetricDataQueries.member.3.MetricStat.Stat is not a valid statistic.',
      ].join('\n'),
    });
  });

  it('takes the account of the request for a query, and no other', async () => {
    await put({ MetricName: 'a', Value: 1, Timestamp: at(0) });
    const { results } = await query([{ Id: 'a', MetricStat: stat('a'), AccountId: '000000000000' }]);
    expect(results[0]?.Values).toEqual([1]);
    await expect(query([{ Id: 'a', MetricStat: stat('a'), AccountId: '444455556666' }])).rejects.toThrow(
      'The account 444455556666 is not linked to this account.',
    );
  });

  it('computes chains of expressions as long and as deep as a request can hold', async () => {
    await put({ MetricName: 'a', Value: 1, Timestamp: at(0) });
    const deep = (inner: string) => `${'ABS('.repeat(100)}${inner}${')'.repeat(100)}`;
    const { results } = await query([
      { Id: 'e499', Expression: deep('e498') },
      ...Array.from({ length: 498 }, (_, index) => ({
        Id: `e${index + 1}`,
        Expression: deep(`e${index}`),
        ReturnData: false,
      })),
      { Id: 'e0', MetricStat: stat('a'), ReturnData: false },
    ]);
    expect(results.map(({ Values }) => Values)).toEqual([[1]]);
  });

  it('counts by the period of an expression what is made from no metric', async () => {
    const { results } = await query([{ Id: 'e', Expression: 'TIME_SERIES(7)', Period: 120 }]);
    expect(results[0]?.Timestamps).toEqual([at(0), at(2), at(4)]);
  });

  it('finds nothing, which is no error, where the period is too short for the age of the data', async () => {
    await put({ MetricName: 'a', Value: 1, Timestamp: at(-1440), StorageResolution: 1 });
    const day = { StartTime: at(-1440), EndTime: at(0) };
    expect((await query([{ Id: 'a', MetricStat: stat('a') }], day)).results[0]?.Values).toEqual([1]);
    expect((await query([{ Id: 'a', MetricStat: { ...stat('a'), Period: 10 } }], day)).results[0]?.Values).toEqual([]);
  });

  it.each([
    [
      'an expression with a syntax error',
      [{ Id: 'e', Expression: '1 +' }],
      "Error in expression 'e': the expression ends where a value is expected (at character 4)",
    ],
    [
      'an unknown id',
      [{ Id: 'e', Expression: 'm9 * 2' }],
      "Error in expression 'e': the id 'm9' is not among the queries (at character 1)",
    ],
    [
      'a circle',
      [
        { Id: 'e', Expression: 'f + 1' },
        { Id: 'f', Expression: 'e + 1' },
      ],
      "Error in expression 'e': it refers to itself (e -> f -> e)",
    ],
    [
      'a scalar result',
      [{ Id: 'e', Expression: '1 + 1' }],
      "Error in expression 'e': it gives a scalar, but a result must be a time series",
    ],
    [
      'an id twice',
      [
        { Id: 'e', Expression: 'TIME_SERIES(1)' },
        { Id: 'e', Expression: 'TIME_SERIES(1)' },
      ],
      'The values for parameter id in MetricDataQueries are not unique.',
    ],
    [
      'an id that begins with a capital',
      [{ Id: 'E', Expression: 'TIME_SERIES(1)' }],
      /not matching the expected pattern/,
    ],
    [
      'neither metric nor expression',
      [{ Id: 'e' }],
      'The parameter MetricDataQueries.member.1.MetricStat is required.',
    ],
    [
      'metric and expression at once',
      [{ Id: 'e', Expression: 'TIME_SERIES(1)', MetricStat: { Metric: {}, Period: 60, Stat: 'Sum' } }],
      'The parameters MetricDataQuery Expression and MetricStat are mutually exclusive and you have specified both.',
    ],
    [
      'a Metrics Insights query',
      [{ Id: 'e', Expression: 'SELECT AVG(a) FROM b' }],
      "Error in expression 'e': Metrics Insights queries are not served by SmallCart's embedded cloud",
    ],
    [
      'a function that reads another service',
      [{ Id: 'e', Expression: "INSIGHT_RULE_METRIC('rule', 'Sum')" }],
      "Error in expression 'e': INSIGHT_RULE_METRIC reads Contributor Insights, which SmallCart's embedded cloud does not have (at character 1)",
    ],
    [
      'an expression with an impossible period',
      [{ Id: 'e', Expression: 'TIME_SERIES(1)', Period: 45 }],
      'The value 45 for parameter MetricDataQueries.member.1.Period must be 1, 5, 10, 20, 30 or a multiple of 60.',
    ],
    [
      'expressions that compute too much',
      Array.from({ length: 100 }, (_, index) => ({
        Id: `e${index}`,
        Expression: index === 0 ? 'TIME_SERIES(1)' : `[${Array(200).fill('e0').join(',')}] * 2`,
        Period: 1,
        ReturnData: index > 0,
      })),
      /^Error in expression 'e\d+': the expressions of the request compute more than 4000000 datapoints/,
    ],
    ['no query', [], /must not have a size less than 1/],
  ])('refuses %s', async (_, MetricDataQueries, message) => {
    await expect(client.send(new GetMetricDataCommand({ ...window, MetricDataQueries }))).rejects.toMatchObject({
      name: 'ValidationException',
      message: expect.stringMatching(typeof message === 'string' ? message.replace(/[()+*[\]]/g, '\\$&') : message),
    });
  });

  it('gives at most 100,800 datapoints in one answer, however many are asked for', async () => {
    const queries = [{ Id: 'e', Expression: 'TIME_SERIES(1)', Period: 1 }];
    const { results } = await query(queries, { StartTime: at(-1700), EndTime: at(0), MaxDatapoints: 1_000_000 });
    expect(results.map(({ Values, StatusCode }) => [Values?.length, StatusCode])).toEqual([[100_800, 'PartialData']]);
  });

  it('takes 500 queries and at least one datapoint, and no other number', async () => {
    const queries = (count: number) =>
      Array.from({ length: count }, (_, index) => ({ Id: `m${index}`, MetricStat: stat('a') }));
    expect((await query(queries(500))).results).toHaveLength(500);
    await expect(query(queries(501))).rejects.toThrow(
      'The collection MetricDataQueries must not have a size greater than 500.',
    );
    await expect(query(queries(1), { MaxDatapoints: 0 })).rejects.toThrow(
      'The value 0 for parameter MaxDatapoints must be greater than 0.',
    );
  });

  it('refuses a start that is not before the end, an unknown statistic and a foreign token', async () => {
    const MetricDataQueries = [{ Id: 'a', MetricStat: stat('a') }];
    const send = (input: object) => client.send(new GetMetricDataCommand({ ...window, MetricDataQueries, ...input }));
    await expect(send({ EndTime: at(-1) })).rejects.toThrow(
      'The parameter StartTime must be less than the parameter EndTime.',
    );
    await expect(send({ EndTime: at(0) })).rejects.toThrow('The parameter StartTime must not equal parameter EndTime.');
    await expect(send({ NextToken: 'nonsense' })).rejects.toMatchObject({ name: 'InvalidNextToken' });
    await expect(send({ MetricDataQueries: [{ Id: 'a', MetricStat: stat('a', 'median') }] })).rejects.toThrow(
      'The value median for parameter MetricDataQueries.member.1.MetricStat.Stat is not a valid statistic.',
    );
    await expect(send({ MetricDataQueries: [{ Id: 'a', MetricStat: { ...stat('a'), Period: 45 } }] })).rejects.toThrow(
      /must be 1, 5, 10, 20, 30 or a multiple of 60/,
    );
  });
});
