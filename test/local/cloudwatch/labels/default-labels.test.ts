import { describe, expect, it } from 'vitest';
import { defaultLabels, type LabelledMetric } from '../../../../local/cloudwatch/labels/default-labels.ts';

const metric = (changes: Partial<LabelledMetric> = {}): LabelledMetric => ({
  namespace: 'Shop',
  name: 'Errors',
  dimensions: {},
  stat: 'Sum',
  period: 60_000,
  ...changes,
});
const cart = { dimensions: { Service: 'cart' } };
const pay = { dimensions: { Service: 'pay' } };

describe('the default labels of a request', () => {
  it.each<[string, LabelledMetric[], string[]]>([
    ['one metric: its name', [metric(cart)], ['Errors']],
    ['different names: the names', [metric(), metric({ name: 'Latency' })], ['Errors', 'Latency']],
    ['different statistics', [metric(), metric({ stat: 'Minimum' })], ['Errors Sum', 'Errors Minimum']],
    ['different periods', [metric(), metric({ period: 30_000 })], ['Errors 60', 'Errors 30']],
    ['both', [metric(), metric({ stat: 'Minimum', period: 30_000 })], ['Errors Sum 60', 'Errors Minimum 30']],
    ['nothing that tells them apart', [metric(), metric()], ['Errors', 'Errors']],
    ['different dimension values', [metric(cart), metric(pay)], ['Errors cart', 'Errors pay']],
    ['a dimension that one has not', [metric(cart), metric()], ['Errors cart', 'Errors']],
    ['none', [], []],
  ])('%s', (_, metrics, labels) => {
    expect(defaultLabels(metrics, { nameWhenEqual: true })).toEqual(labels);
  });
});

describe('the default labels of a search', () => {
  it.each<[string, LabelledMetric[], string[]]>([
    ['one metric: its name', [metric(cart)], ['Errors']],
    ['one name: what tells them apart', [metric(cart), metric(pay)], ['cart', 'pay']],
    ['several names', [metric(cart), metric({ ...pay, name: 'Latency' })], ['Errors cart', 'Latency pay']],
    ['several namespaces', [metric(), metric({ namespace: 'Web' })], ['Shop Errors', 'Web Errors']],
  ])('%s', (_, metrics, labels) => {
    expect(defaultLabels(metrics, { nameWhenEqual: false })).toEqual(labels);
  });
});
