import { expect, test } from 'vitest';
import { stageCost } from '../../../operations/bill/stage-cost.ts';

const costOf = (stage: string, json = false) => stageCost({ place: { kind: 'aws', stage }, json }, {});

test('the bill has a line for each item, and they add up to its last', () => {
  const { lines, total } = JSON.parse(costOf('production', true));
  const sum = lines.reduce((all: number, { dollars }: { dollars: number }) => all + dollars, 0);
  expect(total).toBeCloseTo(sum, 6);
  const text = costOf('production');
  for (const { item } of lines) expect(text).toContain(item);
  expect(text).toMatch(new RegExp(`Total +${total.toFixed(2)}$`));
});

test('it is the stage’s own: production expects more requests than a stage to try things in', () => {
  const totalOf = (stage: string) => JSON.parse(costOf(stage, true)).total;
  expect(totalOf('production')).toBeGreaterThan(totalOf('dev'));
});

test('it is for the requests that are asked for, where they are', () => {
  const totalOf = (requests?: number) =>
    JSON.parse(
      stageCost({ place: { kind: 'aws', stage: 'production' }, json: true, ...(requests && { requests }) }, {}),
    );
  expect(totalOf(1_000_000)).toEqual(totalOf());
  expect(totalOf(2_000_000)).toMatchObject({ monthlyRequests: 2_000_000 });
  expect(totalOf(2_000_000).total).toBeGreaterThan(totalOf().total);
});

test('it says where the requests come from that nobody is expected to send', () => {
  const text = stageCost({ place: { kind: 'aws', stage: 'production' }, json: false, requests: 10_000 }, {});
  const count = (words: RegExp) => Number(words.exec(text)?.[1]?.replaceAll(',', ''));
  expect(count(/^([\d,]+) requests come on top: the probe /m)).toBeGreaterThan(10_000);
  expect(count(/HTTP API +([\d,]+) requests/)).toBe(10_000 + count(/^([\d,]+) requests come on top/m));
});

test('numbers are grouped as people read them', () => {
  const text = costOf('production');
  expect(text).toContain(' 1,000,000 requests, in US dollars');
  expect(text).not.toMatch(/\d{4}/);
});

test('the stage that runs here says that it traces everything, and what production would cost for as many requests', () => {
  const of = (stage: string, requests?: number) =>
    stageCost({ place: { kind: 'aws', stage }, json: false, ...(requests && { requests }) }, {});
  const totalOf = (text: string) => / Total +([\d.]+)$/m.exec(text)?.[1];
  for (const requests of [undefined, 5_000_000]) {
    const said = of('local', requests).split('\n').at(-1);
    expect(said).toMatch(/^This stage traces every request/);
    expect(said).toContain(`would cost ${totalOf(of('production', requests))} a month`);
  }
  expect(of('dev')).not.toContain('This stage');
});

test('a stage that cannot be has none', () => {
  expect(() => costOf('pr-1')).toThrow(/no hyphens/);
});
