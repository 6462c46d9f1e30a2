import type { Trace, Traces } from '../../../../functions/ops/responses.ts';
import { api } from '../../api/api.ts';
import type { Look } from '../time-range.ts';

type Load<Data> = (signal: AbortSignal) => Promise<Data>;

/** A look as the API's query has it, with more; what is empty is left out. */
export function lookingFor({ minutes, until }: Look, more: Readonly<Record<string, string>>): URLSearchParams {
  const given = Object.entries({ ...more, end: until ?? '' }).filter(([, value]) => value !== '');
  return new URLSearchParams([['minutes', String(minutes)], ...given]);
}

/** What the console reads of traces. */
export const tracesApi = {
  list:
    (look: Look, filter: string, cursor = ''): Load<Traces> =>
    (signal) =>
      api(`/api/ops/traces?${lookingFor(look, { filter, cursor })}`, { signal }),
  trace:
    (id: string): Load<Trace> =>
    (signal) =>
      api(`/api/ops/traces/${encodeURIComponent(id)}`, { signal }),
};
