import type { OneAlarm } from '../../../../functions/ops/alarm-responses.ts';
import type { Alarm } from '../../../../functions/ops/responses.ts';
import { type Column, Table } from '../../ui/table.tsx';
import { Moment } from '../moment.tsx';
import { AlarmList } from './alarm-list.tsx';
import { type DecidingPoint, decidingPoints, limitWords, pointWords } from './deciding-points.ts';

function columns(now: string): Column<DecidingPoint>[] {
  return [
    {
      id: 'at',
      header: 'Period from',
      cell: ({ at }) => (at === undefined ? 'not told' : <Moment at={at} now={now} />),
    },
    { id: 'value', header: 'Value', align: 'end', cell: pointWords },
    { id: 'limit', header: 'Limit', align: 'end', cell: limitWords },
    {
      id: 'breaching',
      header: 'Counts as',
      cell: ({ breaching }) => (breaching ? <strong class="breaching">breaching</strong> : 'not breaching'),
    },
  ];
}

/** Why an alarm is in its state: in words, and by the datapoints or the alarms that decided. */
export function AlarmWhy({ detail, alarms }: { detail: OneAlarm; alarms: readonly Alarm[] }) {
  const { alarm, evidence, generatedAt: now } = detail;
  const triggers = alarms.filter(({ name }) => evidence.triggers.some((trigger) => trigger.name === name));
  const isComposite = alarm.type === 'composite';
  return (
    <section class="alarm-why" data-state={alarm.state} aria-labelledby="alarm-why">
      <h3 id="alarm-why">Why</h3>
      {isComposite && triggers.length > 0 ? (
        <>
          <p>{triggers.length === 1 ? 'This alarm put it into its state:' : 'These alarms put it into its state:'}</p>
          <AlarmList alarms={triggers} />
        </>
      ) : (
        <p class="alarm-words">{evidence.words}</p>
      )}
      {evidence.points.length > 0 && (
        <>
          <Table
            caption="The datapoints that decided"
            captionHidden
            columns={columns(now)}
            rows={decidingPoints(evidence.points)}
            rowKey={({ key }) => key}
          />
          <p class="soft alarm-reason">CloudWatch says: {alarm.reason}</p>
        </>
      )}
    </section>
  );
}
