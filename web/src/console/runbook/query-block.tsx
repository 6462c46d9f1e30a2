import { useState } from 'preact/hooks';
import { announce } from '../../state/announcement.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { queryHref, queryTitle, type RunbookQuery } from './runbook-query.ts';

/** Copies a query, and says whether that was possible: a browser may refuse it. */
function CopyButton({ query }: { query: RunbookQuery }) {
  const [done, setDone] = useState<'copied' | 'refused'>();
  const tell = (outcome: 'copied' | 'refused') => {
    setDone(outcome);
    announce(outcome === 'copied' ? 'Copied.' : 'The browser does not allow copying.');
  };
  const copy = () =>
    navigator.clipboard === undefined
      ? tell('refused')
      : void navigator.clipboard.writeText(query.text).then(
          () => tell('copied'),
          () => tell('refused'),
        );
  const label = done === undefined ? 'Copy' : done === 'copied' ? 'Copied' : 'Select and copy it by hand';
  return (
    <Button variant="quiet" aria-label={`${label}: ${queryTitle(query)}`} onClick={copy}>
      {label}
    </Button>
  );
}

/** Leads to where the query runs; a button that cannot be pressed as long as it is of no stage. */
function RunLink({ query, look }: { query: RunbookQuery; look: URLSearchParams }) {
  const href = queryHref(query, look);
  const label = `Run: ${queryTitle(query)}`;
  return href === undefined ? (
    <Button variant="quiet" aria-label={label} disabled>
      Run
    </Button>
  ) : (
    <ButtonLink variant="quiet" href={href} aria-label={label}>
      Run
    </ButtonLink>
  );
}

/** A query of a runbook, to be copied or run for the time that `look` names. */
export function QueryBlock({ query, look }: { query: RunbookQuery; look: URLSearchParams }) {
  return (
    <figure class="query">
      <figcaption class="query-head">
        <span class="query-title">{queryTitle(query)}</span>
        <CopyButton query={query} />
        <RunLink query={query} look={look} />
      </figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <pre class="query-text" tabIndex={0}>
        <code>{query.text}</code>
      </pre>
    </figure>
  );
}
