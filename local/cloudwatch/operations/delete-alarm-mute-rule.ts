import type { Operation } from '../../aws/aws-service.ts';
import { readMuteRuleName } from '../mute-rules/read-mute-rule.ts';
import type { ServiceState } from '../service-state.ts';

type State = Pick<ServiceState, 'unit' | 'muteRules' | 'muteTimer' | 'tags'>;

/** DeleteAlarmMuteRule: its alarms are unmuted at once; no error without such a rule. */
export function deleteAlarmMuteRule({ unit, muteRules, muteTimer, tags }: State): Operation {
  return (input, { now }) => {
    const name = readMuteRuleName(input);
    const rule = muteRules.get(name);
    if (rule === undefined) return {};
    unit.run(() => {
      tags.clear(rule.arn);
      muteRules.delete(name);
    });
    muteTimer.changed(now);
    return {};
  };
}
