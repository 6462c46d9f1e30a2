import { ListMetricsCommand } from '@aws-sdk/client-cloudwatch';
import { describe, expect, it } from 'vitest';
import { serveCloudWatch } from '../../../support/serve-cloudwatch.ts';

const cloudWatch = await serveCloudWatch();
const { at, client, put } = cloudWatch;

describe('ListMetrics', () => {
  it('filters by name, dimension and recent activity', async () => {
    const cart = [{ Name: 'Service', Value: 'cart' }];
    await put(
      { MetricName: 'a', Value: 1, Dimensions: cart },
      { MetricName: 'b', Value: 1, Dimensions: [...cart, { Name: 'Route', Value: '/' }] },
      { MetricName: 'old', Value: 1, Timestamp: at(-200) },
    );
    const names = async (input: object): Promise<(string | undefined)[]> => {
      const { Metrics } = await client.send(new ListMetricsCommand({ Namespace: cloudWatch.namespace, ...input }));
      return (Metrics ?? []).map(({ MetricName }) => MetricName);
    };
    expect(await names({})).toEqual(['a', 'b', 'old']);
    expect(await names({ MetricName: 'b' })).toEqual(['b']);
    expect(await names({ Dimensions: cart })).toEqual(['a', 'b']);
    expect(await names({ Dimensions: [{ Name: 'Route' }] })).toEqual(['b']);
    expect(await names({ RecentlyActive: 'PT3H' })).toEqual(['a', 'b']);
    expect(await names({ Namespace: 'none' })).toEqual([]);
  });

  it('pages by 500', async () => {
    await put(...Array.from({ length: 501 }, (_, index) => ({ MetricName: `m${index}`, Value: 1 })));
    const first = await client.send(new ListMetricsCommand({ Namespace: cloudWatch.namespace }));
    const second = await client.send(
      new ListMetricsCommand({ Namespace: cloudWatch.namespace, NextToken: first.NextToken }),
    );
    expect([first.Metrics?.length, second.Metrics?.length, second.NextToken]).toEqual([500, 1, undefined]);
  });

  it('goes on where it left off though metrics are added, or published in another unit, meanwhile', async () => {
    await put(...Array.from({ length: 501 }, (_, index) => ({ MetricName: `m${index}`, Value: 1 })));
    const first = await client.send(new ListMetricsCommand({ Namespace: cloudWatch.namespace }));
    await put({ MetricName: 'added', Value: 1 }, { MetricName: 'm0', Value: 1, Unit: 'Count' });
    const second = await client.send(
      new ListMetricsCommand({ Namespace: cloudWatch.namespace, NextToken: first.NextToken }),
    );
    expect(second.Metrics?.map(({ MetricName }) => MetricName)).toEqual(['m500', 'added']);
  });

  it('filters by the value of a dimension too, and by several', async () => {
    const of = (Service: string, Route: string) => [
      { Name: 'Service', Value: Service },
      { Name: 'Route', Value: Route },
    ];
    await put(
      { MetricName: 'a', Value: 1, Dimensions: of('cart', '/') },
      { MetricName: 'b', Value: 1, Dimensions: of('cart', '/pay') },
    );
    const names = async (Dimensions: { Name: string; Value?: string }[]) => {
      const { Metrics } = await client.send(new ListMetricsCommand({ Namespace: cloudWatch.namespace, Dimensions }));
      return Metrics?.map(({ MetricName }) => MetricName);
    };
    expect(await names([{ Name: 'Service', Value: 'cart' }])).toEqual(['a', 'b']);
    expect(await names(of('cart', '/pay'))).toEqual(['b']);
    expect(await names([{ Name: 'Service', Value: 'pay' }])).toEqual([]);
    expect(await names([{ Name: 'Service' }, { Name: 'Kind' }])).toEqual([]);
  });

  it('names the owning account where linked accounts are asked for', async () => {
    await put({ MetricName: 'a', Value: 1 }, { MetricName: 'b', Value: 1 });
    const list = (input: object) => client.send(new ListMetricsCommand({ Namespace: cloudWatch.namespace, ...input }));
    expect((await list({})).OwningAccounts).toBeUndefined();
    expect((await list({ IncludeLinkedAccounts: true })).OwningAccounts).toEqual(['000000000000', '000000000000']);
    expect((await list({ IncludeLinkedAccounts: true, OwningAccount: '000000000000' })).Metrics).toHaveLength(2);
    expect((await list({ IncludeLinkedAccounts: true, OwningAccount: '444455556666' })).Metrics).toEqual([]);
  });

  it.each([
    [
      'an owning account without linked ones',
      { OwningAccount: '000000000000' },
      'The parameter OwningAccount requires the parameter IncludeLinkedAccounts to be true.',
    ],
    [
      'more than thirty dimension filters',
      { Dimensions: Array.from({ length: 31 }, (_, index) => ({ Name: `d${index}` })) },
      'The collection Dimensions must not have a size greater than 30.',
    ],
    ['a blank namespace', { Namespace: ' ' }, 'The parameter Namespace must not be blank.'],
    ['a foreign token', { NextToken: 'nonsense' }, 'The next token specified is invalid.'],
  ])('refuses %s', async (_, input, message) => {
    await expect(client.send(new ListMetricsCommand(input))).rejects.toThrow(message);
  });
});
