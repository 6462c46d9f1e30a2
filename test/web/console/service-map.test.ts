import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { MapEdge, MapNode, MapTraffic } from '../../../functions/ops/service-map/service-map-responses.ts';
import { parseFilterExpression } from '../../../local/xray/filter-expression.ts';
import {
  callFilter,
  callStatisticsOf,
  serviceFilter,
  serviceStatisticsOf,
} from '../../../web/src/console/service-map/map-filter.ts';
import { layersOf, mapLayout, NODE } from '../../../web/src/console/service-map/map-layout.ts';
import { CLIENTS, type MapModel, mapModel } from '../../../web/src/console/service-map/map-model.ts';
import { formatRate, formatShare, healthOf, trafficWords } from '../../../web/src/console/service-map/map-words.ts';
import { crossings, ordered } from '../../../web/src/console/service-map/order-layers.ts';

const traffic = (total: number, more: Partial<MapTraffic> = {}): MapTraffic => ({
  ...{ ok: total, error: 0, throttle: 0, fault: 0, total, perMinute: total / 60, averageMs: 10, p95Ms: 20 },
  ...more,
});
const node = (type: string | undefined, name: string, total = 10): MapNode => ({
  id: `${type ?? ''}/${name}`,
  name,
  ...(type === undefined ? {} : { type }),
  ...(type === 'client' ? {} : { traffic: traffic(total) }),
});
const edge = (from: MapNode, to: MapNode, more: MapTraffic = traffic(10)): MapEdge => ({
  from: from.id,
  to: to.id,
  traffic: more,
});

const NAME = 'smallcart-dev-checkout';
const client = node('client', NAME);
const lambda = node('AWS::Lambda', NAME);
const checkout = node('AWS::Lambda::Function', NAME);
const table = node('AWS::DynamoDB::Table', 'smallcart-dev-shop');
const outboxLambda = node('AWS::Lambda::Function', 'smallcart-dev-outbox', 4);
const outbox = node(undefined, 'outbox', 7);

const shop = mapModel({
  nodes: [client, lambda, checkout, table, outboxLambda, outbox],
  edges: [
    edge(client, lambda),
    edge(lambda, checkout, traffic(10, { ok: 8, fault: 2 })),
    edge(checkout, table),
    edge(outboxLambda, table, traffic(1, { averageMs: 30, p95Ms: 50 })),
    edge(outbox, table, traffic(3, { averageMs: 10, p95Ms: 15 })),
  ],
});
const serviceOf = (model: MapModel, id: string) => {
  const found = model.services.find((each) => each.id === id);
  if (found === undefined) throw new Error(`There is no ${id}.`);
  return found;
};
const callOf = (model: MapModel, from: string, to: string) => {
  const found = model.calls.find((each) => each.from === from && each.to === to);
  if (found === undefined) throw new Error(`Nothing calls ${to} from ${from}.`);
  return found;
};

describe('services as people know them', () => {
  test('are one where X-Ray has Lambda’s, the function’s and what it wrote of itself', () => {
    expect(shop.services.map(({ id, label, kind }) => [id, label, kind])).toEqual([
      [CLIENTS, 'Outside', 'client'],
      ['checkout', 'checkout', 'function'],
      ['shop.DynamoDB', 'shop', 'table'],
      ['outbox', 'outbox', 'function'],
    ]);
  });

  test('tell the figures of the function itself', () => {
    expect(serviceOf(shop, 'outbox').traffic?.total).toBe(4);
    expect(serviceOf(shop, 'outbox').members.map(({ type }) => type)).toEqual(['AWS::Lambda::Function', undefined]);
  });

  test('call one another as often as their parts do, and not themselves', () => {
    expect(shop.calls.map(({ from, to }) => `${from} > ${to}`)).toEqual([
      'clients > checkout',
      'checkout > shop.DynamoDB',
      'outbox > shop.DynamoDB',
    ]);
    expect(callOf(shop, 'outbox', 'shop.DynamoDB').traffic).toMatchObject({ total: 4, averageMs: 15, p95Ms: 50 });
  });

  test('are called with the outcome of the function, where Lambda itself says nothing of it', () => {
    expect(callOf(shop, CLIENTS, 'checkout').traffic).toMatchObject({ ok: 8, fault: 2, total: 10, averageMs: 10 });
  });

  test('keep what Lambda says where several call the function', () => {
    const queue = node('AWS::SQS::Queue', 'orders');
    const { calls } = mapModel({
      nodes: [client, queue, lambda, checkout],
      edges: [edge(client, lambda), edge(queue, lambda), edge(lambda, checkout, traffic(10, { ok: 0, fault: 10 }))],
    });
    expect(calls.map((call) => call.traffic.fault)).toEqual([0, 0]);
  });
});

describe('what is chosen on the map', () => {
  const filters = [
    ...shop.services.map(serviceFilter),
    ...shop.calls.map(callFilter),
    serviceFilter(serviceOf(mapModel({ nodes: [node(undefined, 'a" OR fault')], edges: [] }), 'a" OR fault')),
  ];
  test.each(filters)('finds its traces by an expression that X-Ray reads: %s', (filter) => {
    expect(() => parseFilterExpression(filter)).not.toThrow();
  });

  test('is a service of all its names, or a call; of whoever calls from outside, the first service', () => {
    expect(serviceFilter(serviceOf(shop, 'outbox'))).toBe(
      '(service(id(name: "smallcart-dev-outbox", type: "AWS::Lambda::Function")) OR service("outbox"))',
    );
    expect(serviceFilter(serviceOf(shop, CLIENTS))).toBe('');
    expect(callFilter(callOf(shop, CLIENTS, 'checkout'))).toBe(
      'service(id(name: "smallcart-dev-checkout", type: "AWS::Lambda")) { root }',
    );
    expect(callFilter(callOf(shop, 'checkout', 'shop.DynamoDB'))).toBe(
      'edge(id(name: "smallcart-dev-checkout", type: "AWS::Lambda::Function"), id(name: "smallcart-dev-shop", type: "AWS::DynamoDB::Table"))',
    );
  });

  test('is asked for over time by X-Ray’s own name and type', () => {
    expect(serviceStatisticsOf(serviceOf(shop, CLIENTS))).toBeUndefined();
    expect(serviceStatisticsOf(serviceOf(shop, 'checkout'))).toEqual({ name: NAME, type: 'AWS::Lambda::Function' });
    expect(callStatisticsOf(callOf(shop, CLIENTS, 'checkout'))).toEqual({ name: NAME, type: 'AWS::Lambda' });
    expect(callStatisticsOf(callOf(shop, 'outbox', 'shop.DynamoDB'))).toEqual({
      ...{ name: 'smallcart-dev-shop', type: 'AWS::DynamoDB::Table' },
      fromName: 'outbox',
    });
  });
});

type Call = { id: string; from: string; to: string };
const call = (from: string, to: string): Call => ({ id: `${from}~${to}`, from, to });

describe('the picture', () => {
  test('has each service one layer further than whoever calls it', () => {
    const calls = [call('a', 'b'), call('b', 'c'), call('a', 'c'), call('c', 'b')];
    expect([...layersOf(['a', 'b', 'c', 'd'], calls)]).toEqual([
      ['a', 0],
      ['b', 1],
      ['c', 2],
      ['d', 0],
    ]);
  });

  test('has layers in an order in which no more calls cross than before', () => {
    const links = [
      ['a', 'y'],
      ['b', 'x'],
      ['c', 'z'],
    ] as const;
    const layers = [
      ['a', 'b', 'c'],
      ['x', 'y', 'z'],
    ];
    expect(crossings(layers, links)).toBe(1);
    expect(crossings(ordered(layers, links), links)).toBe(0);
  });

  const ids = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
  const anyCalls = fc.uniqueArray(
    fc
      .tuple(fc.constantFrom(...ids), fc.constantFrom(...ids))
      .filter(([from, to]) => from !== to)
      .map(([from, to]) => call(from, to)),
    { maxLength: 20, selector: ({ id }) => id },
  );

  test('holds every service without covering another, and a way for each call, whatever calls what', () => {
    fc.assert(
      fc.property(anyCalls, (calls) => {
        const { width, height, places, ways } = mapLayout(ids, calls);
        expect(places.map(({ id }) => id)).toEqual(ids);
        expect(ways.map(({ id }) => id)).toEqual(calls.map(({ id }) => id));
        for (const { path } of ways) expect(path).toMatch(/^M[-\d.]+ [-\d.]+( C[-\d. ]+| H[-\d.]+)+$/);
        for (const [index, one] of places.entries()) {
          expect(one.x >= 0 && one.x + NODE.width <= width && one.y >= 0 && one.y + NODE.height <= height).toBe(true);
          for (const other of places.slice(index + 1))
            expect(Math.abs(one.x - other.x) >= NODE.width || Math.abs(one.y - other.y) >= NODE.height).toBe(true);
        }
      }),
      { numRuns: 100 },
    );
  });

  test('of nothing is empty', () => {
    expect(mapLayout([], [])).toMatchObject({ places: [], ways: [] });
  });
});

describe('how it goes', () => {
  const cases: Record<string, [Partial<MapTraffic>, string]> = {
    'is good without faults': [{}, 'good'],
    'is good with a few errors, which are the caller’s': [{ error: 4 }, 'good'],
    'needs a look with many errors': [{ error: 60 }, 'warn'],
    'needs a look with a fault': [{ fault: 2 }, 'warn'],
    'is bad with many': [{ fault: 30, throttle: 30 }, 'bad'],
    'is unknown of nothing': [{ total: 0 }, 'unknown'],
  };
  for (const [sentence, [given, expected]] of Object.entries(cases)) {
    test(sentence, () => expect(healthOf(traffic(1_000, given))).toBe(expected));
  }

  test('is said in words', () => {
    expect(trafficWords(traffic(600, { fault: 6 }))).toBe(
      '10/min, 10 ms on average, 95 of 100 within 20 ms, 1 % faults',
    );
    expect(trafficWords(undefined)).toBe('no figures');
    expect([formatRate(0), formatRate(0.1), formatRate(2.25), formatRate(120.4)]).toEqual([
      '0/min',
      '6/h',
      '2.3/min',
      '120/min',
    ]);
    expect([formatShare(0, 10), formatShare(1, 9_999), formatShare(1, 3)]).toEqual(['0 %', '< 0.1 %', '33 %']);
  });
});
