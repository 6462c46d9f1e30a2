import type { Operation } from '../../aws/aws-service.ts';
import { MUTE_RULE_STATUSES, type MuteRule, muteRuleStatus } from '../mute-rules/mute-rule.ts';
import { page } from '../page.ts';
import { read, readEnum, wireTime } from '../read-input.ts';
import type { ServiceState } from '../service-state.ts';
import { readMaxRecords } from './describe-alarms.ts';

const DEFAULT_RECORDS = 50;

/** ListAlarmMuteRules, by name of the rule; an AlarmName that no rule targets gives none, whether there is such an alarm or not. */
export function listAlarmMuteRules({ muteRules }: Pick<ServiceState, 'muteRules'>): Operation {
  return (input, { now }) => {
    const members = read(input);
    const alarmName = members.string('AlarmName');
    const statuses = members.strings('Statuses')?.map((status) => readEnum(status, MUTE_RULE_STATUSES, 'statuses'));
    const found = muteRules
      .list()
      .filter((rule) => alarmName === undefined || rule.alarmNames.includes(alarmName))
      .filter((rule) => !statuses?.length || statuses.includes(muteRuleStatus(rule, now)));
    const { items, nextToken } = page(found, members.string('NextToken'), readMaxRecords(members, DEFAULT_RECORDS));
    return {
      AlarmMuteRuleSummaries: items.map((rule) => summarize(rule, now)),
      ...(nextToken !== undefined && { NextToken: nextToken }),
    };
  };
}

function summarize(rule: MuteRule, now: number) {
  return {
    AlarmMuteRuleArn: rule.arn,
    ...(rule.expireDate !== undefined && { ExpireDate: wireTime(rule.expireDate) }),
    Status: muteRuleStatus(rule, now),
    MuteType: rule.schedule.type,
    LastUpdatedTimestamp: wireTime(rule.lastUpdated),
  };
}
