import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { explain } from '../api/explain.ts';
import { session } from '../state/shop.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Notice } from '../ui/notice.tsx';

/** The shop is asked again who is here after so many milliseconds. */
const ASK_AGAIN_MS = 30_000;

/** Asks again now and then, as long as whoever calls it is shown: each failure is another error. */
function useAskAgain(error: unknown): void {
  useEffect(() => {
    const timer = setTimeout(() => void session.load(), ASK_AGAIN_MS);
    return () => clearTimeout(timer);
  }, [error]);
}

const FAULTS_OFF = (
  <>
    On one’s own machine <code>npm run fault -- off --all</code> switches off what was broken on purpose
  </>
);

/** Above the console while the shop cannot say who is here: what it can still show stands below. */
export function OutageNotice({ error }: { error: unknown }) {
  useAskAgain(error);
  return (
    <Notice tone="warn" title="The shop’s table cannot be read">
      <p>
        What CloudWatch and X-Ray know is shown as before: alarms, dashboards, logs, traces, the service map. Incidents,
        notifications, objectives and deployments are in the table, and nothing can be changed until it answers.{' '}
        {FAULTS_OFF}, and so do <a href="/ops/faults">Faults</a>.
      </p>
      <p class="notice-actions">
        <Button onClick={() => void session.load()}>Try again</Button>
      </p>
    </Notice>
  );
}

/** In place of the console when nobody knows who is here: where else one can look. */
export function OutagePage({ error }: { error: unknown }): ComponentChildren {
  useAskAgain(error);
  const { requestId } = explain(error);
  return (
    <div role="alert">
      <EmptyState
        title="The console cannot tell who you are"
        actions={
          <Button variant="primary" onClick={() => void session.load()}>
            Try again
          </Button>
        }
      >
        The shop’s API failed, most likely with its table, in which sessions are. Alarms, dashboards, logs and traces
        are in the CloudWatch console of the AWS account all the same, and in Grafana where it has been set up.{' '}
        {FAULTS_OFF}.
        {requestId && (
          <>
            {' '}
            Request <code>{requestId}</code>
          </>
        )}
      </EmptyState>
    </div>
  );
}
