import type { Operation } from '../../aws/aws-service.ts';
import { readMuteRuleName } from '../mute-rules/read-mute-rule.ts';
import type { ServiceState } from '../service-state.ts';

type State = Pick<ServiceState, 'muteRules' | 'muteTimer' | 'tags'>;

/** DeleteAlarmMuteRule: its alarms are unmuted at once; no error without such a rule. */
export function deleteAlarmMuteRule({ muteRules, muteTimer, tags }: State): Operation {
  return (input, { now }) => {
    const name = readMuteRuleName(input);
    const rule = muteRules.get(name);
    if (rule === undefined) return {};
    muteRules.delete(name);
    tags.clear(rule.arn);
    muteTimer.changed(now);
    return {};
  };
}
