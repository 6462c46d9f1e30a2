import fc from 'fast-check';
import parse from 'parse-prometheus-text-format';
import { describe, expect, it } from 'vitest';
import { exposition, snakeCase } from '../../../../functions/ops/prometheus/exposition.ts';

describe('a name of CloudWatch’s as Prometheus writes it', () => {
  it.each([
    ['ApproximateAgeOfOldestMessage', 'approximate_age_of_oldest_message'],
    ['4xx', '_4xx'],
    ['AWS/ApiGateway', 'aws_api_gateway'],
    ['p99.9', 'p99_9'],
    ['ApiId', 'api_id'],
    ['Sum', 'sum'],
  ])('%s is %s', (name, written) => {
    expect(snakeCase(name)).toBe(written);
  });
});

describe('the text that is exposed', () => {
  it('has each metric once, with all of its samples, wherever they come from', () => {
    const one = { name: 'orders_sum', help: 'Orders.', value: 1 };
    const text = exposition([
      { ...one, labels: { status: 'paid' } },
      { name: 'items', help: 'Items.', labels: {}, value: 24 },
      { ...one, labels: { status: 'shipped' }, value: 0.5 },
    ]);
    expect(parse(text)).toEqual([
      {
        name: 'orders_sum',
        help: 'Orders.',
        type: 'GAUGE',
        metrics: [
          { labels: { status: 'paid' }, value: '1' },
          { labels: { status: 'shipped' }, value: '0.5' },
        ],
      },
      { name: 'items', help: 'Items.', type: 'GAUGE', metrics: [{ value: '24' }] },
    ]);
  });

  it('survives whatever a label holds', () => {
    fc.assert(
      fc.property(fc.string(), fc.double({ noNaN: true, noDefaultInfinity: true }), (label, value) => {
        const [family] = parse(exposition([{ name: 'm', help: 'Any.', labels: { label }, value }]));
        const [sample] = family?.metrics ?? [];
        expect(sample?.labels).toEqual({ label });
        expect(Number(sample?.value) === value).toBe(true);
      }),
      {
        numRuns: 200,
        examples: [
          ['"', 1],
          ['\\', 1],
          ['a\nb', 1],
          ['}', 1],
        ],
      },
    );
  });
});
