import { randomBytes } from 'node:crypto';
import {
  type Entity,
  GetMetricDataCommand,
  GetMetricStatisticsCommand,
  type MetricDatum,
  PutMetricDataCommand,
  type PutMetricDataCommandInput,
} from '@aws-sdk/client-cloudwatch';
import { HttpResponse } from '@smithy/core/protocols';
import { describe, expect, it } from 'vitest';
import type { EntityFault } from '../../../../local/cloudwatch/metric-data/entity-fault.ts';
import { START } from '../../../support/embedded-cloudwatch.ts';
import { serveCloudWatch } from '../../../support/serve-cloudwatch.ts';

const cloudWatch = await serveCloudWatch();
const { at, client, put } = cloudWatch;

async function sums(MetricName: string, Stat = 'Sum', Period = 60): Promise<(number | undefined)[]> {
  const MetricStat = { Metric: { Namespace: cloudWatch.namespace, MetricName }, Period, Stat };
  const answer = await client.send(
    new GetMetricDataCommand({
      MetricDataQueries: [{ Id: 'm', MetricStat }],
      StartTime: at(-60),
      EndTime: at(60),
      ScanBy: 'TimestampAscending',
    }),
  );
  return answer.MetricDataResults?.[0]?.Values ?? [];
}

const send = (input: PutMetricDataCommandInput) => client.send(new PutMetricDataCommand(input));

describe('PutMetricData', () => {
  it('takes values, weighted values and statistic sets', async () => {
    await put({ MetricName: 'a', Value: 0, Timestamp: at(0) }, { MetricName: 'a', Value: 4, Timestamp: at(0) });
    await put({ MetricName: 'b', Values: [1, 2], Counts: [3, 0.5], Timestamp: at(0) });
    await put({
      MetricName: 'c',
      StatisticValues: { SampleCount: 2, Sum: 9, Minimum: 4, Maximum: 5 },
      Timestamp: at(0),
    });
    expect([await sums('a'), await sums('b'), await sums('c')]).toEqual([[4], [4], [9]]);
    expect([await sums('a', 'Minimum'), await sums('b', 'SampleCount'), await sums('c', 'Average')]).toEqual([
      [0],
      [3.5],
      [4.5],
    ]);
  });

  it('stamps a datapoint without a time with the virtual time', async () => {
    await put({ MetricName: 'now', Value: 1 });
    const { Datapoints } = await client.send(
      new GetMetricStatisticsCommand({
        Namespace: cloudWatch.namespace,
        MetricName: 'now',
        Period: 60,
        Statistics: ['Sum'],
        StartTime: at(-1),
        EndTime: at(1),
      }),
    );
    expect(Datapoints).toEqual([{ Timestamp: new Date(START), Unit: 'None', Sum: 1 }]);
  });

  it('takes a body that the client compresses', async () => {
    const MetricData = Array.from({ length: 1000 }, (_, index) => ({
      MetricName: 'large',
      Value: index,
      Timestamp: at(0),
      Unit: 'Count' as const,
    }));
    await put(...MetricData);
    expect(await sums('large')).toEqual([499_500]);
    expect(await sums('large', 'p50')).toEqual([expect.closeTo(499, -1)]);
  });

  it('takes values and a statistic set of one datum together, as CloudWatch does', async () => {
    const StatisticValues = { SampleCount: 2, Sum: 9, Minimum: 4, Maximum: 5 };
    await put({ MetricName: 'both', Values: [1, 10], StatisticValues, Timestamp: at(0) });
    expect([await sums('both'), await sums('both', 'SampleCount')]).toEqual([[20], [4]]);
  });

  it('takes empty lists for members that are not set', async () => {
    await put({ MetricName: 'lone', Value: 3, Values: [], Counts: [], Timestamp: at(0) });
    await put({ MetricName: 'uncounted', Values: [1, 2], Counts: [], Timestamp: at(0) });
    const datum = { MetricName: 'plain', Value: 5, Timestamp: at(0) };
    await send({ Namespace: cloudWatch.namespace, MetricData: [datum], EntityMetricData: [] });
    expect([await sums('lone'), await sums('uncounted'), await sums('plain')]).toEqual([[3], [3], [5]]);
  });

  it('keeps high resolution by the second', async () => {
    await put(
      { MetricName: 'fast', Value: 1, StorageResolution: 1, Timestamp: new Date(START + 1000) },
      { MetricName: 'fast', Value: 2, StorageResolution: 1, Timestamp: new Date(START + 10_000) },
      { MetricName: 'slow', Value: 1, Timestamp: new Date(START + 1000) },
    );
    expect([await sums('fast', 'Sum', 1), await sums('fast'), await sums('slow', 'Sum', 1)]).toEqual([[1, 2], [3], []]);
  });

  it.each([
    ['two weeks back', -14 * 1440],
    ['two hours ahead', 120],
  ])('takes a time %s to the second', async (_, minute) => {
    await put({ MetricName: 'edge', Value: 7, Timestamp: at(minute) });
    const query = { StartTime: at(minute - 1), EndTime: at(minute + 1), Statistics: ['Sum' as const] };
    const { Datapoints } = await client.send(
      new GetMetricStatisticsCommand({ Namespace: cloudWatch.namespace, MetricName: 'edge', Period: 60, ...query }),
    );
    expect(Datapoints?.map(({ Sum }) => Sum)).toEqual([7]);
  });

  const long = 'x'.repeat(256);
  it.each<[string, MetricDatum, string, string | RegExp]>([
    [
      'no value',
      { MetricName: 'a' },
      'InvalidParameterCombinationException',
      'At least one of the parameters MetricData.member.1.Value, MetricData.member.1.Values and MetricData.member.1.StatisticValues must be specified.',
    ],
    [
      'a value beside a statistic set',
      { MetricName: 'a', Value: 1, StatisticValues: { SampleCount: 1, Sum: 1, Minimum: 1, Maximum: 1 } },
      'InvalidParameterCombinationException',
      'The parameters MetricData.member.1.Value and MetricData.member.1.StatisticValues are mutually exclusive and you have specified both.',
    ],
    [
      'two kinds of value',
      { MetricName: 'a', Value: 1, Values: [1] },
      'InvalidParameterCombinationException',
      'The parameters MetricData.member.1.Value and MetricData.member.1.Values are mutually exclusive and you have specified both.',
    ],
    [
      'NaN',
      { MetricName: 'a', Value: Number.NaN },
      'InvalidParameterValueException',
      'The value NaN for parameter MetricData.member.1.Value is invalid.',
    ],
    [
      'Infinity',
      { MetricName: 'a', Value: Infinity },
      'InvalidParameterValueException',
      'The value Infinity for parameter MetricData.member.1.Value is invalid.',
    ],
    ['a value beyond 2^360', { MetricName: 'a', Value: 1e200 }, 'InvalidParameterValueException', /is invalid/],
    [
      'counts of another length',
      { MetricName: 'a', Values: [1, 2], Counts: [1] },
      'InvalidParameterValueException',
      'The parameters MetricData.member.1.Values and MetricData.member.1.Counts must be of the same size.',
    ],
    [
      'counts without values',
      { MetricName: 'a', Value: 1, Counts: [1] },
      'InvalidParameterValueException',
      /must be of the same size/,
    ],
    [
      'an infinite value among several',
      { MetricName: 'a', Values: [1, -Infinity] },
      'InvalidParameterValueException',
      'The value -Infinity for parameter MetricData.member.1.Values.member.2 is invalid.',
    ],
    [
      'a statistic set of no sample',
      { MetricName: 'a', StatisticValues: { SampleCount: 0, Sum: 0, Minimum: 0, Maximum: 0 } },
      'InvalidParameterValueException',
      'The parameter MetricData.member.1.StatisticValues.SampleCount must be greater than 0.',
    ],
    [
      'a count of 0',
      { MetricName: 'a', Values: [1], Counts: [0] },
      'InvalidParameterValueException',
      /must be greater than 0/,
    ],
    [
      '151 values',
      { MetricName: 'a', Values: new Array(151).fill(1) },
      'InvalidParameterValueException',
      'The collection MetricData.member.1.Values must not have a size greater than 150.',
    ],
    [
      'a minimum above the maximum',
      { MetricName: 'a', StatisticValues: { SampleCount: 1, Sum: 1, Minimum: 2, Maximum: 1 } },
      'InvalidParameterValueException',
      'The parameter MetricData.member.1.StatisticValues.Maximum must be greater than MetricData.member.1.StatisticValues.Minimum.',
    ],
    [
      'an incomplete statistic set',
      { MetricName: 'a', StatisticValues: { SampleCount: 1 } as never },
      'MissingRequiredParameterException',
      'The parameter MetricData.member.1.StatisticValues.Maximum is required.\nThe parameter MetricData.member.1.StatisticValues.Minimum is required.\nThe parameter MetricData.member.1.StatisticValues.Sum is required.',
    ],
    [
      'no name',
      { MetricName: undefined, Value: 1 },
      'MissingRequiredParameterException',
      'The parameter MetricData.member.1.MetricName is required.',
    ],
    ['a blank name', { MetricName: ' ', Value: 1 }, 'InvalidParameterValueException', /must not be blank/],
    ['a name of 256 characters', { MetricName: long, Value: 1 }, 'InvalidParameterValueException', /shorter than 256/],
    [
      'an unknown unit',
      { MetricName: 'a', Value: 1, Unit: 'Euro' as never },
      'InvalidParameterValueException',
      'The parameter MetricData.member.1.Unit must be a value in the set [ Seconds, Microseconds, Milliseconds, Bytes, Kilobytes, Megabytes, Gigabytes, Terabytes, Bits, Kilobits, Megabits, Gigabits, Terabits, Percent, Count, Bytes/Second, Kilobytes/Second, Megabytes/Second, Gigabytes/Second, Terabytes/Second, Bits/Second, Kilobits/Second, Megabits/Second, Gigabits/Second, Terabits/Second, Count/Second, None ].',
    ],
    [
      'a resolution of 5',
      { MetricName: 'a', Value: 1, StorageResolution: 5 },
      'InvalidParameterValueException',
      'The parameter MetricData.member.1.StorageResolution must be a value in the set [ 1, 60 ].',
    ],
    [
      'a dimension twice',
      {
        MetricName: 'a',
        Value: 1,
        Dimensions: [
          { Name: 'd', Value: '1' },
          { Name: 'd', Value: '2' },
        ],
      },
      'InvalidParameterValueException',
      'No metric may specify the same dimension name twice.',
    ],
    [
      '31 dimensions',
      { MetricName: 'a', Value: 1, Dimensions: Array.from({ length: 31 }, (_, i) => ({ Name: `d${i}`, Value: 'v' })) },
      'InvalidParameterValueException',
      /greater than 30/,
    ],
    [
      'more than two weeks ago',
      { MetricName: 'a', Value: 1, Timestamp: new Date(START - 14 * 86_400_000 - 1000) },
      'InvalidParameterValueException',
      'The parameter MetricData.member.1.Timestamp must specify a time within the past two weeks.',
    ],
    [
      'more than two hours ahead',
      { MetricName: 'a', Value: 1, Timestamp: at(121) },
      'InvalidParameterValueException',
      'The parameter MetricData.member.1.Timestamp must specify a time within the past two weeks.',
    ],
    [
      'a name that is not ASCII',
      { MetricName: 'Größe', Value: 1 },
      'InvalidParameterValueException',
      'The value for parameter MetricData.member.1.MetricName contains non-ASCII characters.',
    ],
    [
      'a dimension that is not ASCII',
      { MetricName: 'a', Value: 1, Dimensions: [{ Name: 'd', Value: 'Größe' }] },
      'InvalidParameterValueException',
      'The value for parameter MetricData.member.1.Dimensions.member.1.Value contains non-ASCII characters.',
    ],
    [
      'a dimension that begins with a colon',
      { MetricName: 'a', Value: 1, Dimensions: [{ Name: ':d', Value: 'v' }] },
      'InvalidParameterValueException',
      'The value :d for parameter MetricData.member.1.Dimensions.member.1.Name is invalid.',
    ],
    [
      'a dimension of 1,025 characters',
      { MetricName: 'a', Value: 1, Dimensions: [{ Name: 'd', Value: 'v'.repeat(1025) }] },
      'InvalidParameterValueException',
      'The parameter MetricData.member.1.Dimensions.member.1.Value must be shorter than 1025 characters.',
    ],
    [
      'a dimension without a value',
      { MetricName: 'a', Value: 1, Dimensions: [{ Name: 'd', Value: undefined }] },
      'MissingRequiredParameterException',
      'The parameter MetricData.member.1.Dimensions.member.1.Value is required.',
    ],
  ])('refuses %s and takes nothing of the request', async (_, datum, name, message) => {
    const good = { MetricName: 'good', Value: 1 };
    await expect(put(datum, good)).rejects.toMatchObject({
      name,
      message: typeof message === 'string' ? message : expect.stringMatching(message),
    });
    expect(await sums('good')).toEqual([]);
  });

  it('tells all that is wrong at once, one line each', async () => {
    const old = at(-30 * 1440);
    await expect(
      put({ MetricName: 'a', Value: 1, Timestamp: old }, { MetricName: 'b', Value: 1, Timestamp: old }),
    ).rejects.toThrow(
      'The parameter MetricData.member.1.Timestamp must specify a time within the past two weeks.\nThe parameter MetricData.member.2.Timestamp must specify a time within the past two weeks.',
    );
  });

  const one: MetricDatum[] = [{ MetricName: 'a', Value: 1 }];
  it.each<[string, PutMetricDataCommandInput, string]>([
    [
      "the services' namespaces",
      { Namespace: 'AWS/Lambda', MetricData: one },
      'The value AWS/ for parameter Namespace is invalid.',
    ],
    [
      'a cloudWatch.namespace that begins with a colon',
      { Namespace: ':n', MetricData: one },
      'The value :n for parameter Namespace is invalid.',
    ],
    [
      'a control character',
      { Namespace: 'a\tb', MetricData: one },
      'The value a\tb for parameter Namespace is invalid.',
    ],
    [
      'a cloudWatch.namespace that is not ASCII',
      { Namespace: 'Größe', MetricData: one },
      'The value for parameter Namespace contains non-ASCII characters.',
    ],
    [
      'a cloudWatch.namespace of 256 characters',
      { Namespace: long, MetricData: one },
      'The parameter Namespace must be shorter than 256 characters.',
    ],
    ['no namespace', { Namespace: undefined, MetricData: one }, 'The parameter Namespace is required.'],
    ['no data', { Namespace: 'n', MetricData: [] }, 'The parameter MetricData is required.'],
    [
      '1,001 data',
      { Namespace: 'n', MetricData: new Array(1001).fill(one[0]) },
      'The collection MetricData must not have a size greater than 1000.',
    ],
    [
      'an entity without strictness',
      { Namespace: 'n', EntityMetricData: [{ MetricData: one }] },
      'The parameter StrictEntityValidation is required.',
    ],
  ])('refuses %s', async (_, input, message) => {
    await expect(send(input)).rejects.toThrow(message);
  });

  it('refuses a request of more than a megabyte as it is sent', async () => {
    const dimension = (index: number) => ({ Name: `d${index}`, Value: randomBytes(512).toString('hex') });
    const datum = { MetricName: 'a', Value: 1 };
    const MetricData = Array.from({ length: 80 }, () => ({
      ...datum,
      Dimensions: Array.from({ length: 30 }, (_, index) => dimension(index)),
    }));
    await expect(send({ Namespace: cloudWatch.namespace, MetricData })).rejects.toMatchObject({
      name: 'RequestEntityTooLarge',
      message: expect.stringMatching(/^Request size \d+ exceeded 1048576 bytes$/),
      $metadata: { httpStatusCode: 413 },
    });
  });
});

describe('EntityMetricData', () => {
  const service = { KeyAttributes: { Type: 'Service', Name: 'cart', Environment: 'local' } };
  const entityData = (Entity: Entity, StrictEntityValidation: boolean, count = 1) =>
    new PutMetricDataCommand({
      Namespace: cloudWatch.namespace,
      EntityMetricData: new Array(count).fill({
        Entity,
        MetricData: [{ MetricName: 'e', Value: 2, Timestamp: at(0) }],
      }),
      StrictEntityValidation,
    });

  it('is taken beside MetricData', async () => {
    await client.send(
      new PutMetricDataCommand({
        ...entityData(service, true).input,
        MetricData: [{ MetricName: 'e', Value: 1, Timestamp: at(0) }],
      }),
    );
    expect(await sums('e')).toEqual([3]);
  });

  const invalid: [string, Entity, EntityFault][] = [
    ['one key attribute', { KeyAttributes: { Type: 'Service' } }, 'InvalidKeyAttributes'],
    ['no key attributes', {}, 'InvalidKeyAttributes'],
    ['an unknown key', { KeyAttributes: { Type: 'Service', Colour: 'red' } }, 'InvalidKeyAttributes'],
    ['an empty value', { KeyAttributes: { Type: 'Service', Name: '' } }, 'InvalidKeyAttributes'],
    ['an unknown type', { KeyAttributes: { Type: 'Person', Name: 'cart' } }, 'InvalidTypeValue'],
    ['no type', { KeyAttributes: { Name: 'cart', Environment: 'local' } }, 'MissingRequiredFields'],
    ['a service without environment', { KeyAttributes: { Type: 'Service', Name: 'cart' } }, 'MissingRequiredFields'],
    [
      'eleven attributes',
      { ...service, Attributes: Object.fromEntries(Array.from({ length: 11 }, (_, index) => [`a${index}`, 'v'])) },
      'InvalidAttributes',
    ],
  ];

  it.each(invalid)('with %s is refused when validation is strict', async (_, entity, fault) => {
    await expect(client.send(entityData(entity, true))).rejects.toThrow(
      `The parameter EntityMetricData is invalid: ${fault}.`,
    );
    expect(await sums('e')).toEqual([]);
  });

  it.each(invalid)('with %s is taken without its entity otherwise, and a header says so', async (_, entity, fault) => {
    expect(await failureMessage(entityData(entity, false))).toBe(fault);
    expect(await sums('e')).toEqual([2]);
  });

  it('may have two entities', async () => {
    expect(await failureMessage(entityData(service, false, 2))).toBeUndefined();
    expect(await failureMessage(entityData(service, false, 3))).toBe('EntitySizeTooLarge');
  });

  async function failureMessage(command: PutMetricDataCommand): Promise<string | undefined> {
    let header: string | undefined;
    command.middlewareStack.add(
      (next) => async (args) => {
        const result = await next(args);
        if (HttpResponse.isInstance(result.response)) header = result.response.headers['x-amzn-failure-message'];
        return result;
      },
      { step: 'deserialize' },
    );
    await client.send(command);
    return header;
  }
});
