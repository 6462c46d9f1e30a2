import './notifications.css';
import type { Notification } from '../../../functions/ops/responses.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { Status } from '../ui/status.tsx';
import { consoleApi } from './console-api.ts';
import { LiveView } from './live-view.tsx';
import { Moment } from './moment.tsx';
import { REFRESH_MS, type ViewSettings } from './refresh.ts';
import { Severity } from './severity.tsx';
import { useLive } from './use-live.ts';
import { useUpdate } from './use-update.ts';

/** SNS delivers an alarm's JSON; people read it indented. Anything else is shown as it came. */
export function readableBody(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}

function NotificationRow({ notification, now }: { notification: Notification; now: string }) {
  const { at, topic, severity, subject, body, state, alarm, reason } = notification;
  return (
    <li class="notification">
      <details>
        <summary>
          <span class="notification-subject">{subject}</span>
          <span class="notification-facts">
            <Severity of={severity} state={state} />
            {state !== undefined && <Status of={state} />}
            <Moment at={at} now={now} />
            <span class="soft">{topic}</span>
          </span>
        </summary>
        {reason !== undefined && <p>{reason}</p>}
        {alarm !== undefined && (
          <p>
            <a href={`/ops/alarms/${encodeURIComponent(alarm)}`}>Open the alarm</a>
          </p>
        )}
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
        <pre class="raw-text" tabIndex={0}>
          {readableBody(body)}
        </pre>
      </details>
    </li>
  );
}

/** Every notification that went out, the newest first. */
export function NotificationsView({ settings }: { settings: ViewSettings }) {
  const { paused } = settings;
  const live = useLive('notifications', consoleApi.notifications(), { intervalMs: REFRESH_MS, paused });
  useUpdate(live, settings.onUpdate);
  return (
    <LiveView live={live} what="notifications">
      {({ notifications, generatedAt }) =>
        notifications.length === 0 ? (
          <EmptyState title="Nobody had to be told anything">
            A notification is listed here when an alarm changes its state and one of its topics says so.
          </EmptyState>
        ) : (
          <ul class="notifications">
            {notifications.map((notification) => (
              <NotificationRow key={notification.id} notification={notification} now={generatedAt} />
            ))}
          </ul>
        )
      }
    </LiveView>
  );
}
