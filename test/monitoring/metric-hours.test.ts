import { describe, expect, it } from 'vitest';
import { customMetricCount } from '../../monitoring/custom-metric-count.ts';
import { billedMetrics } from '../../monitoring/metric-hours.ts';
import { MILLION_REQUESTS } from '../../monitoring/traffic.ts';

const shares = (requests: number): ReadonlyMap<string, number> =>
  new Map(
    billedMetrics({ ...MILLION_REQUESTS, requests }).map(({ key, values, share }) => [
      `${key} ${values}`.trim(),
      share,
    ]),
  );
const of = (name: string, requests = 1_000_000): number => shares(requests).get(name) ?? Number.NaN;

describe('the hours for which custom metrics are billed', () => {
  it('are told of each combination of dimension values, with what it is sent with', () => {
    const billed = billedMetrics(MILLION_REQUESTS);
    expect(shares(1_000_000).size).toBe(customMetricCount());
    expect(billed.filter(({ because }) => because === 'not known')).toEqual([]);
  });

  it('are never more than there are, and never fewer because more requests come', () => {
    for (const [name, share] of shares(1_000_000)) {
      expect(share, name).toBeGreaterThan(0);
      expect(share, name).toBeLessThanOrEqual(1);
      expect(share, name).toBeGreaterThanOrEqual(of(name, 10_000));
    }
  });

  it.each(['probeSuccess', 'memoryUtilization', 'ledgerMismatches', 'serverErrors catalog', 'cartOperations add'])(
    'are all of them for %s, which probe or job sends in every hour though nobody comes',
    (name) => {
      expect(of(name, 0)).toBe(1);
    },
  );

  it.each(['orders created', 'payments card authorised', 'logins succeeded', 'serverErrors checkout'])(
    'are none for %s when nobody comes, and nearly all when many do',
    (name) => {
      expect(of(name, 0)).toBe(0);
      expect(of(name)).toBeGreaterThan(0.99);
    },
  );

  it('are those in which somebody works for what only staff does', () => {
    expect(of('serverErrors admin', 1e9)).toBeCloseTo(176 / 720);
  });

  it('are as many as deployments for what only a deployment sends, whoever comes', () => {
    expect(of('deployments failed') * 720).toBeCloseTo(22, 0);
    expect(of('deployments failed', 0)).toBe(of('deployments failed', 1e9));
  });

  it('of something seldom are as many as its occasions, which hardly ever share an hour', () => {
    expect(of('payments card failed') * 720).toBeCloseTo(30, -0.5);
  });
});
