import { physicalName } from '../../monitoring/physical-name.ts';
import { STAGE } from '../deploy/place.ts';
import type { TopicsOptions } from '../sns/topics.ts';
import type { FaultSwitch } from './fault-switch.ts';
import type { NotificationFailures } from './notification-failures.ts';
import { hits } from './rate.ts';
import { inScope } from './scope.ts';

/** The fault notification-failures, as SNS asks for it. */
export function failsTopic(
  fault: Pick<FaultSwitch<NotificationFailures>, 'settings'>,
  random: () => number,
): NonNullable<TopicsOptions['fails']> {
  return (topic, protocol) => {
    const settings = fault.settings();
    if (!settings?.protocols.includes(protocol)) return false;
    return inScope(settings.topics, topic.slice(physicalName(STAGE, '').length)) && hits(settings, random);
  };
}
