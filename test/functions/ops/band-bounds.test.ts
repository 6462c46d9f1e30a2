import type { MetricDataResult } from '@aws-sdk/client-cloudwatch';
import { expect, test } from 'vitest';
import { bandBounds } from '../../../functions/ops/band-bounds.ts';

const result = (Id: string, Label: string, from: number): MetricDataResult => ({
  ...{ Id, Label, Values: [1, 2] },
  Timestamps: [new Date(from), new Date(from + 1)],
});
const labels = (...results: MetricDataResult[]) => bandBounds(results).map(({ Label }) => Label);

const cases: Record<string, [MetricDataResult[], string[]]> = {
  'the ends of a band are told apart': [
    [result('m', 'Orders', 0), result('band', 'Usual', 0), result('band', 'Usual', 0)],
    ['Orders', 'Usual (upper)', 'Usual (lower)'],
  ],
  'and so on every page': [
    [0, 0, 10, 10].map((from) => result('band', 'Usual', from)),
    ['Usual (upper)', 'Usual (lower)', 'Usual (upper)', 'Usual (lower)'],
  ],
  'pages of one line stay one line': [
    [result('m', 'Orders', 0), result('m', 'Orders', 10)],
    ['Orders', 'Orders'],
  ],
  'lines of a search stay as they are': [
    [result('q', 'cart', 0), result('q', 'checkout', 0)],
    ['cart', 'checkout'],
  ],
};
test.each(Object.entries(cases))('%s', (_, [results, expected]) => expect(labels(...results)).toEqual(expected));
