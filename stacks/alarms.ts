import type { AlarmDefinition } from '../monitoring/alarms/alarm-definition.ts';
import { ALARMS } from '../monitoring/alarms/alarms.ts';
import { metricAlarm } from '../monitoring/alarms/metric-alarm.ts';
import type { Target } from '../monitoring/metric-query.ts';
import type { Settings } from './settings.ts';
import type { Topics } from './topics.ts';

/** The alarm tells its severity's topic both that it is raised and that it is over. */
function createAlarm(alarm: AlarmDefinition, target: Target<$util.Output<string>>, topics: Topics): void {
  const { alarmName, metrics, ...members } = metricAlarm(alarm, target);
  const actions = [topics[alarm.severity].arn];
  new aws.cloudwatch.MetricAlarm(`Alarm-${alarm.id}`, {
    ...members,
    name: alarmName,
    metricQueries: [...metrics],
    alarmActions: actions,
    okActions: actions,
  });
}

/** Every alarm of monitoring/, unless the stage has none. */
export function createAlarms(settings: Settings, target: Target<$util.Output<string>>, topics: Topics): void {
  if (!settings.alarms) return;
  for (const alarm of ALARMS) createAlarm(alarm, target, topics);
}
