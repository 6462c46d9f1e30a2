import { ALARMS } from '../../monitoring/alarms/alarms.ts';
import { ACCOUNT_ID, REGION } from '../deploy/place.ts';
import { putMetricAlarmInput } from '../deploy/put-metric-alarm-input.ts';
import type { AlarmSource } from './scenario-alarm.ts';

const MINUTE = 60_000;

/** The alarms of monitoring/, by their ids, as they are deployed on a laptop. */
export function ownAlarms(): AlarmSource {
  const alarms = ALARMS.map((definition) => {
    const input = putMetricAlarmInput(definition);
    return {
      id: definition.id,
      name: String(input.AlarmName),
      title: definition.title,
      kind: 'metric' as const,
      input,
      region: REGION,
      accountId: ACCOUNT_ID,
      promise: definition.promiseMinutes * MINUTE,
    };
  });
  return { described: 'monitoring/alarms/alarms.ts', alarms };
}
