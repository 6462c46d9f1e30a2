import './notifications.css';
import type { Notifications } from '../../../../functions/ops/responses.ts';
import { session } from '../../state/shop.ts';
import { useStore } from '../../state/store.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { MoreButton } from '../../ui/more-button.tsx';
import { consoleApi } from '../console-api.ts';
import { CHANNEL_WORDS } from '../incidents/incident-words.ts';
import { LiveView } from '../live-view.tsx';
import { Moment } from '../moment.tsx';
import { REFRESH_MS, type ViewSettings } from '../refresh.ts';
import { Severity } from '../severity.tsx';
import { useEarlier } from '../use-earlier.ts';
import { useLive } from '../use-live.ts';
import { useUpdate } from '../use-update.ts';
import { ReceivedList } from './received-list.tsx';
import { groupByMessage, type Told, toWhom } from './told.ts';

function ToldRow({ told: { tellings }, now }: { told: Told; now: string }) {
  const [{ at, kind, severity, subject, body, incident }] = tellings;
  return (
    <li class="notification">
      <details>
        <summary>
          <span class="notification-subject">{subject}</span>
          <span class="notification-facts">
            <Severity of={severity} state={kind === 'resolved' ? 'OK' : 'ALARM'} />
            <Moment at={at} now={now} />
            <span class="soft">{toWhom(tellings)}</span>
          </span>
        </summary>
        {body !== '' && <p class="received-text">{body}</p>}
        <ul class="notification-tellings">
          {tellings.map(({ id, channel, contact, at: sentAt }) => (
            <li key={id}>
              {CHANNEL_WORDS[channel]} to the {contact} contact <Moment at={sentAt} now={now} />
            </li>
          ))}
        </ul>
        {incident !== undefined && (
          <p>
            <a href={`/ops/incidents/${incident}`}>Open the incident</a>
          </p>
        )}
      </details>
    </li>
  );
}

async function earlier(cursor: string) {
  const { notifications: rows, nextCursor } = await consoleApi.notifications({ cursor })(new AbortController().signal);
  return { rows, nextCursor };
}

const byTime = (a: { at: string }, b: { at: string }): number => (a.at < b.at ? 1 : -1);

function List({ latest }: { latest: Notifications }) {
  const { notifications, nextCursor, generatedAt } = latest;
  const { rows, more, older } = useEarlier({ rows: notifications, nextCursor }, earlier, byTime);
  if (rows.length === 0)
    return (
      <EmptyState title="No notification has been sent yet">
        What people are told by e-mail, Slack, PagerDuty or a webhook is listed here once it is sent.
      </EmptyState>
    );
  return (
    <>
      <ul class="notifications">
        {groupByMessage(rows).map((told) => (
          <ToldRow key={told.message} told={told} now={generatedAt} />
        ))}
      </ul>
      <MoreButton more={more} older={older}>
        Show earlier notifications
      </MoreButton>
    </>
  );
}

type NotificationsViewProps = {
  settings: ViewSettings;
  /** What of them is shown, as the address has it: what was sent, or what was received on this machine. */
  view: string | undefined;
  onView: (view: string) => void;
  local: boolean;
};

function Choice({ view, onView }: { view: 'sent' | 'received'; onView: NotificationsViewProps['onView'] }) {
  return (
    <fieldset class="range notifications-choice">
      <legend class="visually-hidden">Show</legend>
      {(['sent', 'received'] as const).map((each) => (
        <label class="range-option" key={each}>
          <input
            type="radio"
            name="view"
            value={each}
            checked={each === view}
            onChange={() => onView(each === 'sent' ? '' : each)}
          />
          {each === 'sent' ? 'What was sent' : 'As it was received'}
        </label>
      ))}
    </fieldset>
  );
}

/** Every notification that went out, the newest first; on one's own machine also as the person would see it. */
export function NotificationsView({ settings, view, onView, local }: NotificationsViewProps) {
  const { paused } = settings;
  const live = useLive('notifications', consoleApi.notifications(), { intervalMs: REFRESH_MS, paused });
  useUpdate(live, settings.onUpdate);
  const current = useStore(session.store);
  const mayReceive = local && current.status === 'signedIn' && current.user.role === 'admin';
  const chosen = mayReceive && view === 'received' ? 'received' : 'sent';
  return (
    <div class="notifications-view">
      {mayReceive && <Choice view={chosen} onView={onView} />}
      <LiveView live={live} what="notifications">
        {(latest) =>
          chosen === 'received' ? (
            <ReceivedList settings={settings} now={latest.generatedAt} />
          ) : (
            <List latest={latest} />
          )
        }
      </LiveView>
    </div>
  );
}
