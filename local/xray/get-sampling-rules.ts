import type { Operation } from '../aws/aws-service.ts';
import { inOrder, type SamplingRuleInForce } from './sampling-rule.ts';
import { invalidRequest, xrayMembers } from './xray-errors.ts';

function record({ ruleName, ...rule }: SamplingRuleInForce, region: string, accountId: string) {
  const account = ruleName === 'Default' ? '' : accountId;
  return {
    SamplingRule: {
      RuleName: ruleName,
      RuleARN: `arn:aws:xray:${region}:${account}:sampling-rule/${ruleName}`,
      Priority: rule.priority,
      ReservoirSize: rule.reservoirSize,
      FixedRate: rule.fixedRate,
      ServiceName: rule.serviceName,
      ...{ ServiceType: '*', Host: '*', HTTPMethod: '*', URLPath: '*', ResourceARN: '*', Version: 1, Attributes: {} },
    },
    CreatedAt: 0,
    ModifiedAt: 0,
  };
}

/** API reference "GetSamplingRules"; all fit on one page. */
export const getSamplingRules =
  (rules: readonly SamplingRuleInForce[]): Operation =>
  (input, { region, accountId }) => {
    if (xrayMembers(input).string('NextToken') !== undefined) throw invalidRequest('The NextToken is not valid.');
    return { SamplingRuleRecords: inOrder(rules).map((rule) => record(rule, region, accountId)) };
  };
