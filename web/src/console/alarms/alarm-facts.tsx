import type { ComponentChildren } from 'preact';
import type { Alarm, Alarms } from '../../../../functions/ops/responses.ts';
import { Moment } from '../moment.tsx';
import { Severity } from '../severity.tsx';
import { AlarmList } from './alarm-list.tsx';
import { alarmRelations } from './alarm-relations.ts';

const MISSING_DATA: Readonly<Record<string, string>> = {
  breaching: 'counts as breaching',
  notBreaching: 'counts as not breaching',
  ignore: 'keeps the state',
  missing: 'makes the state insufficient data',
};

/** What an alarm is: its rule, how it stands to others, and whether it tells anybody. */
export function AlarmFacts({ alarm, all }: { alarm: Alarm; all: Alarms }) {
  const { members, toldBy, suppressor, mute } = alarmRelations(alarm, all);
  const muted = mute && ['muted', mute.reason].filter((part) => part !== '').join(': ');
  const tells = muted ?? (alarm.acting && alarm.actionsEnabled ? 'on' : 'off');
  const facts: readonly (readonly [string, ComponentChildren])[] = [
    ['Severity', <Severity key="severity" of={alarm.severity} state={alarm.state} />],
    ['Category', alarm.category],
    ['Since', <Moment key="since" at={alarm.since} now={all.generatedAt} />],
    ['Condition', alarm.type === 'metric' ? alarm.condition : undefined],
    ['Missing data', alarm.missingData && (MISSING_DATA[alarm.missingData] ?? alarm.missingData)],
    ['Detected within', alarm.promise],
    toldBy.length > 0 ? ['Told by', <AlarmList key="told" alarms={toldBy} />] : ['Notifications', tells],
    ['Groups', members.length > 0 ? <AlarmList key="members" alarms={members} /> : undefined],
    ['Silent while', suppressor && <AlarmList key="suppressor" alarms={[suppressor]} />],
    ['CloudWatch says', alarm.suppressed],
  ];
  return (
    <dl class="facts">
      {facts
        .filter(([, value]) => value !== undefined && value !== '')
        .map(([name, value]) => (
          <div class="fact" key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}
