import type { Operation } from '../../aws/aws-service.ts';
import { impliedDetectors } from '../anomaly/implied-detectors.ts';
import { read } from '../read-input.ts';
import { readTags } from '../read-tags.ts';
import type { ServiceState } from '../service-state.ts';

/** PutMetricAlarm: makes an alarm or replaces its configuration; tags count only when it is made. A band gets its detector. */
export function putMetricAlarm({
  engine,
  unit,
  alarms,
  detectors,
  tags,
}: Pick<ServiceState, 'engine' | 'unit' | 'alarms' | 'detectors' | 'tags'>): Operation {
  return ({ Tags, ...input }, { now }) => {
    const given = readTags(read({ Tags }));
    const isNew = typeof input.AlarmName !== 'string' || alarms.get(input.AlarmName) === undefined;
    unit.run(() => {
      const alarm = engine.putMetricAlarm(input, now);
      if (isNew) tags.add(alarm.arn, given);
      for (const detector of impliedDetectors([alarm])) {
        if (detectors.get(detector.id) === undefined) detectors.put(detector);
      }
    });
    return {};
  };
}
