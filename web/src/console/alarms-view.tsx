import './alarms.css';
import type { Alarm, Alarms } from '../../../functions/ops/responses.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { Status } from '../ui/status.tsx';
import { LiveView } from './live-view.tsx';
import { Moment } from './moment.tsx';
import { Severity } from './severity.tsx';
import type { Live } from './use-live.ts';

function AlarmRow({ alarm, now }: { alarm: Alarm; now: string }) {
  return (
    <li class="alarm" data-state={alarm.state}>
      <div class="alarm-state">
        <Status of={alarm.state} />
      </div>
      <div class="alarm-what">
        <h2>
          <a href={`/ops/alarms/${encodeURIComponent(alarm.name)}`}>{alarm.title}</a>
        </h2>
        <p>{alarm.notices}</p>
        <p class="soft alarm-reason">{alarm.reason}</p>
      </div>
      <dl class="alarm-facts">
        <div class="alarm-fact">
          <dt>Severity</dt>
          <dd>
            <Severity of={alarm.severity} state={alarm.state} />
          </dd>
        </div>
        <div class="alarm-fact">
          <dt>Category</dt>
          <dd>{alarm.category}</dd>
        </div>
        <div class="alarm-fact">
          <dt>Since</dt>
          <dd>
            <Moment at={alarm.since} now={now} />
          </dd>
        </div>
      </dl>
    </li>
  );
}

/** Every alarm of the stage, the most urgent first. */
export function AlarmsView({ live }: { live: Live<Alarms> & { refresh: () => void } }) {
  return (
    <LiveView live={live} what="alarms">
      {({ alarms, generatedAt }) =>
        alarms.length === 0 ? (
          <EmptyState title="No alarms">
            CloudWatch holds no alarm of this stage. Alarms are made when the stage is deployed or started.
          </EmptyState>
        ) : (
          <ul class="alarms">
            {alarms.map((alarm) => (
              <AlarmRow key={alarm.name} alarm={alarm} now={generatedAt} />
            ))}
          </ul>
        )
      }
    </LiveView>
  );
}
