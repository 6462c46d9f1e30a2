import { inOrder, type SamplingRuleInForce } from './sampling-rule.ts';

/** Whether a request that begins at a service is recorded. */
export type Sampler = (serviceName: string) => boolean;

export type SamplerOptions = {
  readonly rules: readonly SamplingRuleInForce[];
  /** Virtual epoch milliseconds. */
  readonly now: () => number;
  /** A number in [0, 1). */
  readonly random: () => number;
};

type Reservoir = { readonly size: number; second: number; taken: number };

const matcher = (pattern: string): RegExp =>
  new RegExp(`^${pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`);

/** Takes from the reservoir, which is full again in each second; false when it is empty. */
function take(reservoir: Reservoir, second: number): boolean {
  if (reservoir.second !== second) Object.assign(reservoir, { second, taken: 0 });
  if (reservoir.taken >= reservoir.size) return false;
  reservoir.taken += 1;
  return true;
}

/** Decides by the first rule that fits: so many in each second, and a share of the others ("Configuring sampling rules"). */
export function createSampler({ rules, now, random }: SamplerOptions): Sampler {
  const compiled = inOrder(rules).map(({ serviceName, reservoirSize, fixedRate }) => ({
    fits: matcher(serviceName),
    reservoir: { size: reservoirSize, second: Number.NaN, taken: 0 },
    fixedRate,
  }));
  return (serviceName) => {
    const rule = compiled.find(({ fits }) => fits.test(serviceName));
    if (!rule) return false;
    return take(rule.reservoir, Math.floor(now() / 1_000)) || random() < rule.fixedRate;
  };
}
