import { physicalName } from '../../monitoring/physical-name.ts';
import { samplingRules, type TracedShare } from '../../monitoring/sampling-rules.ts';
import type { SamplingRuleInForce } from '../xray/sampling-rule.ts';
import { STAGE } from './place.ts';

/** The sampling rules of this stage, which records those shares, as stacks/sampling-rules.ts deploys them. */
export function samplingRulesInForce(traced: TracedShare): readonly SamplingRuleInForce[] {
  return samplingRules(traced).map(({ id, functionId, ...rule }) => ({
    ...rule,
    ruleName: physicalName(STAGE, id),
    serviceName: physicalName(STAGE, functionId ?? '*'),
  }));
}
