import type { Operation } from '../../aws/aws-service.ts';
import { muteRuleNotFound } from '../errors.ts';
import { muteRuleStatus } from '../mute-rules/mute-rule.ts';
import { readMuteRuleName } from '../mute-rules/read-mute-rule.ts';
import { wireTime } from '../read-input.ts';
import type { ServiceState } from '../service-state.ts';

/** GetAlarmMuteRule: the rule as it was put, and its status. */
export function getAlarmMuteRule({ muteRules }: Pick<ServiceState, 'muteRules'>): Operation {
  return (input, { now }) => {
    const name = readMuteRuleName(input);
    const rule = muteRules.get(name);
    if (rule === undefined) throw muteRuleNotFound(name);
    return {
      Name: name,
      AlarmMuteRuleArn: rule.arn,
      ...(rule.description !== undefined && { Description: rule.description }),
      Rule: rule.input.Rule,
      ...(rule.input.MuteTargets && { MuteTargets: { AlarmNames: rule.alarmNames } }),
      ...(rule.startDate !== undefined && { StartDate: wireTime(rule.startDate) }),
      ...(rule.expireDate !== undefined && { ExpireDate: wireTime(rule.expireDate) }),
      Status: muteRuleStatus(rule, now),
      LastUpdatedTimestamp: wireTime(rule.lastUpdated),
      MuteType: rule.schedule.type,
    };
  };
}
