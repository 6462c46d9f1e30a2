import { useEffect, useRef, useState } from 'preact/hooks';
import { type Found, followQuery } from './follow-query.ts';
import { type QueryRequest, queriesApi } from './queries-api.ts';

/** How far a query is that somebody runs; `stopped` by whoever runs it. */
export type QueryRun =
  | { readonly status: 'idle' }
  | { readonly status: 'running' | 'stopped'; readonly found: Found | undefined }
  | { readonly status: 'done'; readonly found: Found }
  | { readonly status: 'failed'; readonly error: unknown };

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    const abandon = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    signal.addEventListener('abort', abandon, { once: true });
  });
}

const CALLS = { ...queriesApi, pause };

/** Runs what `key` stands for, again for another key; nothing without a request. What is no longer wanted is stopped. */
export function useQuery(key: string, request: QueryRequest | undefined): { run: QueryRun; stop: () => void } {
  const [run, setRun] = useState<QueryRun>({ status: 'idle' });
  const stopping = useRef(() => {});
  useEffect(() => {
    if (request === undefined) {
      setRun({ status: 'idle' });
      return;
    }
    const abandon = new AbortController();
    const { signal } = abandon;
    setRun({ status: 'running', found: undefined });
    const onFound = (found: Found) => signal.aborted || setRun({ status: 'running', found });
    followQuery(CALLS, request, { signal, onFound }).then(
      (found) => signal.aborted || setRun({ status: 'done', found }),
      (error: unknown) => signal.aborted || setRun({ status: 'failed', error }),
    );
    stopping.current = () => {
      abandon.abort();
      setRun((before) => (before.status === 'running' ? { status: 'stopped', found: before.found } : before));
    };
    return () => abandon.abort();
  }, [key]);
  return { run, stop: () => stopping.current() };
}
