import type { AlarmFacts } from '../../monitoring/alarms/alarm-definition.ts';
import { ALARMS } from '../../monitoring/alarms/alarms.ts';
import { COMPOSITES } from '../../monitoring/alarms/composites.ts';
import type { JsonObject } from '../aws/json.ts';
import { ACCOUNT_ID, REGION } from '../deploy/place.ts';
import { putCompositeAlarmInput } from '../deploy/put-composite-alarm-input.ts';
import { putMetricAlarmInput } from '../deploy/put-metric-alarm-input.ts';
import type { AlarmSource, ScenarioAlarm } from './scenario-alarm.ts';

const MINUTE = 60_000;

/** The alarms of monitoring/, by their ids, as they are deployed on a laptop. */
export function ownAlarms(): AlarmSource {
  const metricAlarms = ALARMS.map((each) => ownAlarm(each, 'metric', putMetricAlarmInput(each)));
  const composites = COMPOSITES.map((each) => ownAlarm(each, 'composite', putCompositeAlarmInput(each)));
  return { described: 'monitoring/alarms', alarms: [...metricAlarms, ...composites] };
}

function ownAlarm(facts: AlarmFacts, kind: ScenarioAlarm['kind'], input: JsonObject): ScenarioAlarm {
  const { id, title, promiseMinutes } = facts;
  const place = { region: REGION, accountId: ACCOUNT_ID };
  return { id, name: String(input.AlarmName), title, kind, input, ...place, promise: promiseMinutes * MINUTE };
}
