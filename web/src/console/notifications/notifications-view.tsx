import './notifications.css';
import type { Notification } from '../../../../functions/ops/responses.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { consoleApi } from '../console-api.ts';
import { CHANNEL_WORDS } from '../incidents/incident-words.ts';
import { LiveView } from '../live-view.tsx';
import { Moment } from '../moment.tsx';
import { REFRESH_MS, type ViewSettings } from '../refresh.ts';
import { Severity } from '../severity.tsx';
import { useLive } from '../use-live.ts';
import { useUpdate } from '../use-update.ts';

function NotificationRow({ notification, now }: { notification: Notification; now: string }) {
  const { at, channel, contact, kind, severity, subject, body, incident } = notification;
  return (
    <li class="notification">
      <details>
        <summary>
          <span class="notification-subject">{subject}</span>
          <span class="notification-facts">
            <Severity of={severity} state={kind === 'resolved' ? 'OK' : 'ALARM'} />
            <Moment at={at} now={now} />
            <span class="soft">
              {CHANNEL_WORDS[channel]} to the {contact} contact
            </span>
          </span>
        </summary>
        {body !== '' && <p>{body}</p>}
        {incident !== undefined && (
          <p>
            <a href={`/ops/incidents/${incident}`}>Open the incident</a>
          </p>
        )}
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
            What people are told by e-mail, Slack, PagerDuty or a webhook is listed here.
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
