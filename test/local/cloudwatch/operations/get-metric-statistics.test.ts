import { GetMetricStatisticsCommand } from '@aws-sdk/client-cloudwatch';
import { describe, expect, it } from 'vitest';
import { START } from '../../../support/embedded-cloudwatch.ts';
import { serveCloudWatch } from '../../../support/serve-cloudwatch.ts';

const cloudWatch = await serveCloudWatch();
const { at, client, put } = cloudWatch;

describe('GetMetricStatistics', () => {
  const get = (input: object) =>
    client.send(
      new GetMetricStatisticsCommand({
        Namespace: cloudWatch.namespace,
        MetricName: 'a',
        Period: 60,
        StartTime: at(0),
        EndTime: at(5),
        ...input,
      }),
    );

  it('answers each unit apart', async () => {
    await put(
      { MetricName: 'a', Value: 1, Unit: 'Count', Timestamp: at(0) },
      { MetricName: 'a', Value: 3, Unit: 'Count', Timestamp: at(0) },
      { MetricName: 'a', Value: 9, Unit: 'Seconds', Timestamp: at(1) },
    );
    const { Label, Datapoints } = await get({ Statistics: ['Average', 'SampleCount'] });
    expect({ Label, Datapoints }).toEqual({
      Label: 'a',
      Datapoints: [
        { Timestamp: at(0), Unit: 'Count', Average: 2, SampleCount: 2 },
        { Timestamp: at(1), Unit: 'Seconds', Average: 9, SampleCount: 1 },
      ],
    });
    expect((await get({ Statistics: ['Sum'], Unit: 'Seconds' })).Datapoints).toMatchObject([{ Sum: 9 }]);
    expect((await get({ Statistics: ['Sum'], Unit: 'Bytes' })).Datapoints).toEqual([]);
  });

  it('answers extended statistics, and leaves out what a metric with negative values has none of', async () => {
    await put({ MetricName: 'a', Value: 9, Timestamp: at(0) }, { MetricName: 'a', Value: -1, Timestamp: at(1) });
    const { Datapoints } = await get({ ExtendedStatistics: ['p50', 'PR(:10)'] });
    expect(Datapoints?.[0]?.ExtendedStatistics).toEqual({ p50: 9, 'PR(:10)': 100 });
  });

  it('answers nothing, which is no error, where the period is too short for the age of the data', async () => {
    await put({ MetricName: 'a', Value: 1, Timestamp: at(-1440) });
    const day = { StartTime: at(-1440), EndTime: at(-1435), Statistics: ['Sum'] };
    expect((await get({ ...day, Period: 60 })).Datapoints).toHaveLength(1);
    expect((await get({ ...day, Period: 10 })).Datapoints).toEqual([]);
  });

  it.each([
    [
      'both kinds of statistics',
      { Statistics: ['Sum'], ExtendedStatistics: ['p50'] },
      'InvalidParameterCombinationException',
      'The parameters Statistics and ExtendedStatistics are mutually exclusive and you have specified both.',
    ],
    [
      'more than ten extended statistics',
      { ExtendedStatistics: Array.from({ length: 11 }, (_, index) => `p${index}`) },
      'InvalidParameterValueException',
      'The collection ExtendedStatistics must not have a size greater than 10.',
    ],
    [
      'a basic statistic among the extended ones',
      { ExtendedStatistics: ['p50', 'Sum'] },
      'InvalidParameterValueException',
      'The value Sum for parameter ExtendedStatistics.member.2 is not supported.',
    ],
    [
      'an unknown extended statistic',
      { ExtendedStatistics: ['median'] },
      'InvalidParameterValueException',
      'The value median for parameter ExtendedStatistics.member.1 is not supported.',
    ],
    [
      'six statistics',
      { Statistics: ['Sum', 'Sum', 'Sum', 'Sum', 'Sum', 'Sum'] },
      'InvalidParameterValueException',
      'The collection Statistics must not have a size greater than 5.',
    ],
    [
      'a start after the end',
      { Statistics: ['Sum'], EndTime: new Date(START - 1) },
      'InvalidParameterValueException',
      'The parameter StartTime must be less than the parameter EndTime.',
    ],
    [
      'a start that is the end',
      { Statistics: ['Sum'], EndTime: new Date(START) },
      'InvalidParameterValueException',
      'The parameter StartTime must not equal parameter EndTime.',
    ],
    [
      'a period longer than the API can say',
      { Statistics: ['Sum'], Period: 60 * 2 ** 30 },
      'ValidationException',
      'The value 64424509440 for parameter Period must be 1, 5, 10, 20, 30 or a multiple of 60.',
    ],
  ])('refuses %s', async (_, input, name, message) => {
    await expect(get(input)).rejects.toMatchObject({ name, message });
  });

  it('refuses more than 1,440 datapoints and a request without statistics', async () => {
    const base = { Namespace: cloudWatch.namespace, MetricName: 'a', Period: 60, EndTime: at(0) };
    const long = { ...base, Statistics: ['Sum' as const], StartTime: at(-1500) };
    await expect(client.send(new GetMetricStatisticsCommand(long))).rejects.toMatchObject({
      name: 'InvalidParameterCombinationException',
      message: expect.stringContaining('You have requested up to 1500 datapoints, which exceeds the limit of 1440.'),
    });
    await expect(client.send(new GetMetricStatisticsCommand({ ...base, StartTime: at(-1) }))).rejects.toThrow(
      /Statistics and ExtendedStatistics/,
    );
  });
});
