import type { Alarm, AlarmHistoryItem } from '../../../../functions/ops/responses.ts';
import { Status } from '../../ui/status.tsx';
import { consoleApi } from '../console-api.ts';
import { LiveView } from '../live-view.tsx';
import { Moment } from '../moment.tsx';
import { REFRESH_MS } from '../refresh.ts';
import { useLive } from '../use-live.ts';
import { historyWords } from './history-words.ts';

type Known = { now: string; alarms: readonly Alarm[] };

function HistoryItem({ item, now, alarms }: Known & { item: AlarmHistoryItem }) {
  return (
    <li class="history-item" data-state={item.to}>
      <Moment at={item.at} now={now} />
      <div>
        {item.to !== undefined && (
          <p class="history-change">
            {item.from !== undefined && (
              <>
                <Status of={item.from} quiet /> <span aria-hidden="true">→</span>
                <span class="visually-hidden">to</span>{' '}
              </>
            )}
            <Status of={item.to} />
          </p>
        )}
        <p class={item.to === undefined ? 'soft' : undefined}>{historyWords(item, alarms)}</p>
      </div>
    </li>
  );
}

/** What happened to an alarm, the latest first. */
export function AlarmHistory({ name, alarms, paused }: { name: string; alarms: readonly Alarm[]; paused: boolean }) {
  const live = useLive(`history ${name}`, consoleApi.alarmHistory(name), { intervalMs: REFRESH_MS, paused });
  return (
    <LiveView live={live} what="the alarm’s history">
      {({ history, generatedAt }) =>
        history.length === 0 ? (
          <p class="soft">Nothing has happened to this alarm in the last 30 days.</p>
        ) : (
          <ol class="history">
            {history.map((item, index) => (
              <HistoryItem key={`${item.at} ${index}`} item={item} now={generatedAt} alarms={alarms} />
            ))}
          </ol>
        )
      }
    </LiveView>
  );
}
