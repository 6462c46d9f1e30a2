import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSampler } from '../../../local/xray/sampler.ts';
import type { SamplingRuleInForce } from '../../../local/xray/sampling-rule.ts';
import { samplingRules, TRACED_SHARE } from '../../../monitoring/sampling-rules.ts';

const START = Date.parse('2026-11-21T03:00:00Z');
const rule = (given: Partial<SamplingRuleInForce>): SamplingRuleInForce => ({
  ...{ ruleName: 'rule', serviceName: '*', priority: 100, reservoirSize: 0, fixedRate: 0 },
  ...given,
});

/** How many of so many requests, all in one second, are recorded; randomness runs evenly through [0, 1). */
function recorded(rules: readonly SamplingRuleInForce[], service: string, requests: number): number {
  let asked = 0;
  const random = () => (asked++ % 1_000) / 1_000;
  const sample = createSampler({ rules, now: () => START, random });
  return Array.from({ length: requests }, () => sample(service)).filter(Boolean).length;
}

describe('a request is recorded', () => {
  it('by X-Ray’s own rule where no other fits: one in a second, and a twentieth of the others', () => {
    expect(recorded([], 'shop-catalog', 1_001)).toBe(1 + 50);
    expect(recorded([rule({ serviceName: 'shop-admin', fixedRate: 1 })], 'shop-catalog', 1_001)).toBe(1 + 50);
  });

  it('as long as the reservoir of the second lasts, then by the rate', () => {
    expect(recorded([rule({ reservoirSize: 5 })], 'any', 100)).toBe(5);
    expect(recorded([rule({ reservoirSize: 5, fixedRate: 0.5 })], 'any', 1_005)).toBe(5 + 500);
  });

  it('by the rule of least priority that fits, and of two such by the first name', () => {
    const many = rule({ ruleName: 'a', priority: 2, fixedRate: 1 });
    expect(recorded([many, rule({ ruleName: 'b', priority: 1 })], 'any', 10)).toBe(0);
    expect(recorded([rule({ ruleName: 'b', priority: 2 }), many], 'any', 10)).toBe(10);
  });

  it.each([
    ['shop-*', 'shop-checkout', true],
    ['shop-*', 'shops', false],
    ['*-checkout', 'shop-checkout', true],
    ['shop.checkout', 'shop-checkout', false],
    ['shop-checkout', 'shop-checkout-two', false],
  ])('by a rule for %s when the service is %s: %s', (serviceName, service, fits) => {
    expect(recorded([rule({ serviceName, fixedRate: 1 })], service, 100) === 100).toBe(fits);
  });

  it('never more often in a second than its reservoir when the rate is 0, whatever the order of requests', () => {
    const gaps = fc.array(fc.integer({ min: 0, max: 700 }), { minLength: 1, maxLength: 100 });
    fc.assert(
      fc.property(gaps, fc.integer({ min: 0, max: 4 }), (waits, reservoirSize) => {
        let now = START;
        const sample = createSampler({ rules: [rule({ reservoirSize })], now: () => now, random: () => 0 });
        const bySecond = new Map<number, { asked: number; recorded: number }>();
        for (const wait of waits) {
          now += wait;
          const second = Math.floor(now / 1_000);
          const { asked, recorded: before } = bySecond.get(second) ?? { asked: 0, recorded: 0 };
          bySecond.set(second, { asked: asked + 1, recorded: before + (sample('any') ? 1 : 0) });
        }
        for (const each of bySecond.values()) expect(each.recorded).toBe(Math.min(each.asked, reservoirSize));
      }),
      { numRuns: 50 },
    );
  });
});

describe('the rules of a stage', () => {
  it.each(['production', 'elsewhere'] as const)('keep to X-Ray’s limits (%s)', (kind) => {
    for (const { id, priority, reservoirSize, fixedRate } of samplingRules(TRACED_SHARE[kind])) {
      expect(id).toMatch(/^[a-z]{1,11}$/);
      expect(priority, id).toSatisfy((value: number) => Number.isInteger(value) && value >= 1 && value <= 9_999);
      expect(reservoirSize, id).toSatisfy((value: number) => Number.isInteger(value) && value >= 0);
      expect(fixedRate, id).toSatisfy((value: number) => value >= 0 && value <= 1);
    }
  });

  const inForce = (kind: keyof typeof TRACED_SHARE) =>
    samplingRules(TRACED_SHARE[kind]).map(({ id, functionId, ...each }) =>
      rule({ ...each, ruleName: id, serviceName: `shop-${functionId ?? '*'}` }),
    );

  it('record everything outside production', () => {
    for (const service of ['shop-catalog', 'shop-checkout'])
      expect(recorded(inForce('elsewhere'), service, 500)).toBe(500);
  });

  it('record more of checkout than of browsing, and all of what an admin does, in production', () => {
    const [admin = 0, checkout = 0, catalog = 0] = ['admin', 'checkout', 'catalog'].map((id) =>
      recorded(inForce('production'), `shop-${id}`, 1_000),
    );
    expect(admin).toBe(1_000);
    expect(checkout).toBeLessThan(admin);
    expect(catalog).toBeLessThan(checkout / 5);
  });
});
