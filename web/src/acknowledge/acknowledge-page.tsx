import '../forms/form-page.css';
import { useEffect, useRef, useState } from 'preact/hooks';
import { session } from '../state/shop.ts';
import { useStore } from '../state/store.ts';
import { useHeld } from '../state/use-held.ts';
import { Button, ButtonLink, type ButtonVariant } from '../ui/button.tsx';
import { formatZonedStamp } from '../ui/format-time.ts';
import { Notice } from '../ui/notice.tsx';
import { Loading, Skeleton } from '../ui/skeleton.tsx';
import { useTitle } from '../ui/use-title.ts';
import { acknowledgeFailure } from './acknowledge-failure.ts';
import { type AcknowledgeLink, readAcknowledgeLink } from './acknowledge-link.ts';
import { type LinkedIncident, linkApi } from './link-api.ts';

/** It began at that time, in the reader's zone. */
function Since({ of: { openedAt } }: { of: LinkedIncident }) {
  return (
    <>
      It began at <time dateTime={openedAt}>{formatZonedStamp(openedAt)}</time>.
    </>
  );
}

function OpenIncident({ id, variant = 'secondary' }: { id: string; variant?: ButtonVariant }) {
  const current = useStore(session.store);
  return (
    <ButtonLink href={`/ops/incidents/${encodeURIComponent(id)}`} variant={variant}>
      {current.status === 'signedIn' ? 'Open the incident' : 'Sign in and open the incident'}
    </ButtonLink>
  );
}

function Done({ incident }: { incident: LinkedIncident }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <>
      <h1 ref={heading} tabIndex={-1}>
        Acknowledged
      </h1>
      <Notice tone="good" title={incident.title}>
        <p>
          <Since of={incident} /> Nobody else is told now that you are at it; everybody who was told hears when it is
          over.
        </p>
      </Notice>
      <OpenIncident id={incident.id} variant="primary" />
    </>
  );
}

/** What somebody else did, or what is over: there is nothing to do. */
function Settled({ incident }: { incident: LinkedIncident }) {
  const over = incident.status === 'resolved';
  return (
    <>
      <h1>{over ? 'It is over already' : 'Somebody is at it'}</h1>
      <Notice tone={over ? 'good' : 'info'} title={incident.title}>
        <p>
          <Since of={incident} />{' '}
          {over
            ? 'Every alarm of the incident is over: there is nothing to acknowledge any more.'
            : 'It is acknowledged, and nobody else is told.'}
        </p>
      </Notice>
      <OpenIncident id={incident.id} />
    </>
  );
}

function Failed({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { tone, title, detail, again } = acknowledgeFailure(error);
  return (
    <>
      <h1>Acknowledge an incident</h1>
      <Notice tone={tone} title={title}>
        <p>{detail}</p>
      </Notice>
      {again && <Button onClick={onRetry}>Try again</Button>}
    </>
  );
}

type Asking = { busy: boolean; done?: LinkedIncident; error?: unknown };

function Ask({ link, incident }: { link: AcknowledgeLink; incident: LinkedIncident }) {
  const [{ busy, done, error }, setState] = useState<Asking>({ busy: false });
  const acknowledge = async () => {
    setState({ busy: true });
    try {
      setState({ busy: false, done: await linkApi.acknowledge(link) });
    } catch (error) {
      setState({ busy: false, error });
    }
  };
  if (done !== undefined) return <Done incident={done} />;
  const failure = error === undefined ? undefined : acknowledgeFailure(error);
  if (failure !== undefined && !failure.again)
    return <Failed error={error} onRetry={() => setState({ busy: false })} />;
  return (
    <>
      <h1>Acknowledge an incident</h1>
      <Notice tone="warn" title={incident.title}>
        <p>
          <Since of={incident} /> Nobody is at it yet.
        </p>
      </Notice>
      {failure === undefined ? (
        <p>Say that you are at it, so that nobody else is told.</p>
      ) : (
        <Notice tone={failure.tone} title={failure.title}>
          <p>{failure.detail}</p>
        </Notice>
      )}
      <Button variant="primary" busy={busy} onClick={() => void acknowledge()}>
        Acknowledge
      </Button>
    </>
  );
}

/** What the link is about comes before the button; there is none where nothing is to be acknowledged. */
function Linked({ link }: { link: AcknowledgeLink }) {
  const { held, reload } = useHeld(`${link.incident} ${link.token}`, () => linkApi.read(link));
  const { resource } = held;
  switch (resource.status) {
    case 'loading':
      return (
        <>
          <h1>Acknowledge an incident</h1>
          <Loading what="the incident">
            <Skeleton height="6rem" />
          </Loading>
        </>
      );
    case 'failed':
      return <Failed error={resource.error} onRetry={reload} />;
    case 'ready':
      return resource.data.status === 'open' ? (
        <Ask link={link} incident={resource.data} />
      ) : (
        <Settled incident={resource.data} />
      );
    default:
      return resource satisfies never;
  }
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
        <Linked key={hash} link={link} />
      )}
    </div>
  );
}
