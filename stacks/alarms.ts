import { isActing, namedAlarms, topicsOf } from '../monitoring/alarms/acting.ts';
import type { AlarmDefinition, AlarmFacts } from '../monitoring/alarms/alarm-definition.ts';
import { ALARMS } from '../monitoring/alarms/alarms.ts';
import { compositeAlarm } from '../monitoring/alarms/composite-alarm.ts';
import type { CompositeDefinition } from '../monitoring/alarms/composite-definition.ts';
import { COMPOSITES } from '../monitoring/alarms/composites.ts';
import { metricAlarm } from '../monitoring/alarms/metric-alarm.ts';
import type { Target } from '../monitoring/metric-query.ts';
import type { Settings } from './settings.ts';
import type { Topics } from './topics.ts';

/** The alarm tells its topics both that it is raised and that it is over, unless a composite tells for it. */
function actionsOf(alarm: AlarmFacts, topics: Topics) {
  if (!isActing(alarm.id)) return { alarmActions: [], okActions: [] };
  const told = topicsOf(alarm);
  return { alarmActions: told.alarm.map((id) => topics[id].arn), okActions: told.ok.map((id) => topics[id].arn) };
}

function createAlarm(alarm: AlarmDefinition, target: Target<$util.Output<string>>, topics: Topics): $util.Resource {
  const { alarmName, metrics, ...members } = metricAlarm(alarm, target);
  return new aws.cloudwatch.MetricAlarm(`Alarm-${alarm.id}`, {
    ...members,
    name: alarmName,
    metricQueries: [...metrics],
    ...actionsOf(alarm, topics),
  });
}

/** @param dependsOn the alarms that it names, which must be there before it and outlast it */
function createComposite(
  composite: CompositeDefinition,
  topics: Topics,
  dependsOn: readonly $util.Resource[],
): $util.Resource {
  const { actionsSuppressor: alarm, ...members } = compositeAlarm(composite, { stage: $app.stage });
  const { actionsSuppressorWaitPeriod, actionsSuppressorExtensionPeriod, ...others } = members;
  return new aws.cloudwatch.CompositeAlarm(
    `Alarm-${composite.id}`,
    {
      ...others,
      ...actionsOf(composite, topics),
      ...(alarm === undefined
        ? {}
        : {
            actionsSuppressor: {
              alarm,
              waitPeriod: actionsSuppressorWaitPeriod ?? 0,
              extensionPeriod: actionsSuppressorExtensionPeriod ?? 0,
            },
          }),
    },
    { dependsOn: [...dependsOn] },
  );
}

/** Every alarm of monitoring/, unless the stage has none. */
export function createAlarms(settings: Settings, target: Target<$util.Output<string>>, topics: Topics): void {
  if (!settings.alarms) return;
  const made = new Map(ALARMS.map((alarm) => [alarm.id, createAlarm(alarm, target, topics)]));
  for (const composite of COMPOSITES) {
    const { id, rule, suppressor } = composite;
    const needed = [...namedAlarms(rule), ...(suppressor ? [suppressor.id] : [])];
    const dependsOn = needed.flatMap((each) => made.get(each) ?? []);
    made.set(id, createComposite(composite, topics, dependsOn));
  }
}
