import type { Operation } from '../../aws/aws-service.ts';
import { validationError } from '../errors.ts';
import { readMuteRule } from '../mute-rules/read-mute-rule.ts';
import { read } from '../read-input.ts';
import { readTags } from '../read-tags.ts';
import type { ServiceState } from '../service-state.ts';

type State = Pick<ServiceState, 'alarms' | 'unit' | 'muteRules' | 'muteTimer' | 'tags'>;

/**
 * PutAlarmMuteRule: makes a mute rule or replaces it. Its targets must exist ("must match existing alarms"; the error is
 * not documented, ValidationException here); tags count only when it is made, as with PutMetricAlarm.
 */
export function putAlarmMuteRule({ alarms, unit, muteRules, muteTimer, tags }: State): Operation {
  return ({ Tags, ...input }, { now, region, accountId }) => {
    const given = readTags(read({ Tags }));
    const rule = readMuteRule(input);
    const missing = rule.alarmNames.find((name) => alarms.get(name) === undefined);
    if (missing !== undefined) throw validationError(`The alarm ${missing} in MuteTargets does not exist.`);
    const known = muteRules.get(rule.name);
    const arn = known?.arn ?? `arn:aws:cloudwatch:${region}:${accountId}:alarm-mute-rule:${rule.name}`;
    unit.run(() => {
      if (known === undefined) tags.add(arn, given);
      muteRules.put({ ...rule, arn, lastUpdated: now });
    });
    muteTimer.changed(now);
    return {};
  };
}
