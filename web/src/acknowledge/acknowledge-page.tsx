import '../forms/form-page.css';
import { useEffect, useRef, useState } from 'preact/hooks';
import { api } from '../api/api.ts';
import { session } from '../state/shop.ts';
import { useStore } from '../state/store.ts';
import { Button, ButtonLink } from '../ui/button.tsx';
import { formatZonedTime } from '../ui/format-time.ts';
import { Notice } from '../ui/notice.tsx';
import { useTitle } from '../ui/use-title.ts';
import { acknowledgeFailure } from './acknowledge-failure.ts';
import { type AcknowledgeLink, readAcknowledgeLink } from './acknowledge-link.ts';

/** What the API tells whoever has the link. */
type Acknowledged = { id: string; title: string; openedAt: string };

type State = { busy: boolean; incident?: Acknowledged; error?: unknown };

function Done({ incident: { id, title, openedAt } }: { incident: Acknowledged }) {
  const current = useStore(session.store);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <>
      <h1 ref={heading} tabIndex={-1}>
        Acknowledged
      </h1>
      <Notice tone="good" title={title}>
        <p>
          It began at <time dateTime={openedAt}>{formatZonedTime(openedAt)}</time>. Nobody else is told now that you are
          at it; everybody who was told hears when it is over.
        </p>
      </Notice>
      <ButtonLink href={`/ops/incidents/${encodeURIComponent(id)}`} variant="primary">
        {current.status === 'signedIn' ? 'Open the incident' : 'Sign in and open the incident'}
      </ButtonLink>
    </>
  );
}

function Ask({ link }: { link: AcknowledgeLink }) {
  const [{ busy, incident, error }, setState] = useState<State>({ busy: false });
  const acknowledge = async () => {
    setState({ busy: true });
    const path = `/api/incidents/${encodeURIComponent(link.incident)}/acknowledge`;
    try {
      const incident = await api<Acknowledged>(path, { method: 'POST', body: { token: link.token } });
      setState({ busy: false, incident });
    } catch (error) {
      setState({ busy: false, error });
    }
  };
  if (incident !== undefined) return <Done incident={incident} />;
  const failure = error === undefined ? undefined : acknowledgeFailure(error);
  return (
    <>
      <h1>Acknowledge an incident</h1>
      {failure === undefined ? (
        <p>Say that you are at it, so that nobody else is told.</p>
      ) : (
        <Notice tone={failure.tone} title={failure.title}>
          <p>{failure.detail}</p>
        </Notice>
      )}
      {(failure === undefined || failure.again) && (
        <Button variant="primary" busy={busy} onClick={() => void acknowledge()}>
          Acknowledge
        </Button>
      )}
    </>
  );
}

/**
 * What the link of a notification opens, for whoever was told, signed in or not. Opening it changes nothing, as mail
 * scanners follow links; the button does.
 */
export function AcknowledgePage() {
  useTitle('Acknowledge');
  const [hash, setHash] = useState(location.hash);
  useEffect(() => {
    const changed = () => setHash(location.hash);
    addEventListener('hashchange', changed);
    return () => removeEventListener('hashchange', changed);
  }, []);
  const link = readAcknowledgeLink(hash);
  return (
    <div class="form-page">
      {link === undefined ? (
        <>
          <h1>Acknowledge an incident</h1>
          <Notice tone="bad" title="This link is not whole">
            <p>Part of it is missing. Open it once more from the notification, or copy all of it.</p>
          </Notice>
        </>
      ) : (
        <Ask key={hash} link={link} />
      )}
    </div>
  );
}
