import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '../../../local/store.ts';
import { openTraceStore, type TraceStore, type TraceStoreOptions } from '../../../local/xray/trace-store.ts';

/** Real epoch seconds at which the test's segments begin. */
export const realStart = 1_700_000_000;

/** A trace id from a small number. */
export const traceId = (n: number): string => `1-6553f100-${n.toString(16).padStart(24, '0')}`;

/** A segment id from a small number. */
export const segmentId = (n: number): string => n.toString(16).padStart(16, '0');

/** A completed segment document of trace 1 that starts at `realStart` and lasts 0.5 s, unless said otherwise. */
export const segment = (n: number, members: Record<string, unknown> = {}) => ({
  id: segmentId(n),
  trace_id: traceId(1),
  name: `service-${n}`,
  start_time: realStart,
  end_time: realStart + 0.5,
  ...members,
});

/** A subsegment document for use inside a segment. */
export const subsegment = (n: number, members: Record<string, unknown> = {}) => {
  const { trace_id: _, ...own } = segment(n, members);
  return own;
};

/** A trace store in a folder of its own that can be opened again. */
export function scratchTraces(options: Partial<TraceStoreOptions> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'xray-'));
  const open = () => {
    const store = openStore(folder);
    const traces = openTraceStore({
      store,
      now: () => realStart * 1_000,
      realNow: () => realStart * 1_000,
      ...options,
    });
    return { store, traces };
  };
  let opened = open();
  return {
    get store() {
      return opened.store;
    },
    get traces(): TraceStore {
      return opened.traces;
    },
    reopen: () => {
      opened.traces.close();
      opened.store.close();
      opened = open();
    },
    remove: () => {
      opened.traces.close();
      opened.store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
