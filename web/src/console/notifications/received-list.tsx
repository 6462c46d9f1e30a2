import { api } from '../../api/api.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { MoreButton } from '../../ui/more-button.tsx';
import { LiveView } from '../live-view.tsx';
import { Moment } from '../moment.tsx';
import { REFRESH_MS, type ViewSettings } from '../refresh.ts';
import { useEarlier } from '../use-earlier.ts';
import { useLive } from '../use-live.ts';
import { type Received, type ReceivedPage, titleOf } from './received.ts';
import { ReceivedMessage, ReceivedRaw } from './received-message.tsx';

const load = (cursor?: string) => (signal: AbortSignal) => {
  const query = new URLSearchParams({ limit: '30', ...(cursor === undefined ? {} : { before: cursor }) });
  return api<ReceivedPage>(`/_local/notifications?${query}`, { signal });
};

async function earlier(cursor: string) {
  const { notifications: rows, nextCursor } = await load(cursor)(new AbortController().signal);
  return { rows, nextCursor };
}

const NAMES: Readonly<Record<string, string>> = {
  email: 'E-mail',
  slack: 'Slack',
  pagerduty: 'PagerDuty',
  webhook: 'Webhook',
};

const byTime = (a: Received, b: Received): number => (a.at < b.at ? 1 : -1);

/** Functions and queues are told, too; people are by these. */
const isForPeople = ({ channel }: Received): boolean => Object.hasOwn(NAMES, channel);

function Row({ received, title, now }: { received: Received; title: string; now: string }) {
  const { at, channel, contact, endpoint } = received;
  return (
    <li class="notification">
      <details>
        <summary>
          <span class="notification-subject">{title}</span>
          <span class="notification-facts">
            <b>{NAMES[channel] ?? channel}</b>
            <span class="soft">{contact === undefined ? endpoint : `${contact} contact`}</span>
            <Moment at={at} now={now} />
          </span>
        </summary>
        <ReceivedMessage of={received} />
        <ReceivedRaw of={received} />
      </details>
    </li>
  );
}

function List({ page, now }: { page: ReceivedPage; now: string }) {
  const { notifications, nextCursor } = page;
  const { rows, more, older } = useEarlier({ rows: notifications, nextCursor }, earlier, byTime);
  const told = rows.filter(isForPeople);
  if (told.length === 0 && more === undefined)
    return <EmptyState title="Nothing was received">Mailboxes and receivers on this machine are empty.</EmptyState>;
  return (
    <>
      <ul class="notifications">
        {told.map((received) => (
          <Row key={received.id} received={received} title={titleOf(received, rows)} now={now} />
        ))}
      </ul>
      <MoreButton more={more} older={older}>
        Show earlier ones
      </MoreButton>
    </>
  );
}

/** What mailboxes and receivers on this machine took, each as the person would see it; `now` is virtual time (ISO). */
export function ReceivedList({ settings, now }: { settings: ViewSettings; now: string }) {
  const live = useLive('received', load(), { intervalMs: REFRESH_MS, paused: settings.paused });
  return (
    <LiveView live={live} what="what was received">
      {(page) => <List page={page} now={now} />}
    </LiveView>
  );
}
