import { physicalName } from '../../monitoring/physical-name.ts';
import { samplingRules, TRACED_SHARE } from '../../monitoring/sampling-rules.ts';
import type { SamplingRuleInForce } from '../xray/sampling-rule.ts';
import { STAGE } from './place.ts';

/** The sampling rules of this stage, as stacks/sampling-rules.ts deploys them. */
export const SAMPLING_RULES: readonly SamplingRuleInForce[] = samplingRules(TRACED_SHARE.elsewhere).map(
  ({ id, functionId, ...rule }) => ({
    ...rule,
    ruleName: physicalName(STAGE, id),
    serviceName: physicalName(STAGE, functionId ?? '*'),
  }),
);
