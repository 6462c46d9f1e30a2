import { DEFAULT_SAMPLING, type SamplingRule } from '../../monitoring/sampling-rules.ts';

/** A rule that is in force: its name in the account, and which services it is for, where `*` stands for any characters. */
export type SamplingRuleInForce = Omit<SamplingRule, 'id' | 'functionId'> & {
  readonly ruleName: string;
  readonly serviceName: string;
};

const DEFAULT: SamplingRuleInForce = { ...DEFAULT_SAMPLING, ruleName: 'Default', serviceName: '*' };

/** The rules in the order in which they are asked, X-Ray's own last; of equal priority, by name ("Configuring sampling rules"). */
export function inOrder(rules: readonly SamplingRuleInForce[]): readonly SamplingRuleInForce[] {
  return [...rules, DEFAULT].sort((a, b) => a.priority - b.priority || (a.ruleName < b.ruleName ? -1 : 1));
}
