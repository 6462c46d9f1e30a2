import type { Told } from './fuzz-request.ts';

/** What the API has told so far that requests may name: ids by their kind, cursors, tags, names. */
export type KnownThings = {
  /** Takes in what a route's answer tells. */
  learn(route: string, text: string, headers: Headers): void;
  /** The text that is meant; what is not known yet is made up. */
  resolve(told: Told): string;
};

/** The most things of one kind; older ones make room. */
const MOST = 200;
const ID = /\b(prd|ord|usr|led|aud|run)_[0-9A-HJKMNP-TV-Z]{26}\b/g;
const TRACE = /\b1-[0-9a-f]{8}-[0-9a-f]{24}\b/g;
const CURSOR = /"nextCursor":"([^"\\]{1,500})"/g;
const NAME = /"name":"([^"\\]{1,200})"/g;
/** Lists of what is read by its name. */
const NAMED: ReadonlySet<string> = new Set(['/api/ops/dashboards', '/api/ops/alarms']);
const MADE_UP: Readonly<Record<string, string>> = {
  ...{ prd: 'prd_01ARZ3NDEKTSV4RRFFQ69G5FAV', ord: 'ord_01ARZ3NDEKTSV4RRFFQ69G5FAV' },
  ...{ usr: 'usr_01ARZ3NDEKTSV4RRFFQ69G5FAV', trace: '1-6a1c2b40-0123456789abcdef01234567' },
};

/** Nothing is known yet. */
export function createKnownThings(): KnownThings {
  const known = new Map<string, string[]>();

  function keep(kind: string, text: string): void {
    const texts = known.get(kind) ?? [];
    known.set(kind, texts);
    if (!texts.includes(text) && texts.push(text) > MOST) texts.shift();
  }

  function pickFrom(texts: readonly string[], pick: number): string | undefined {
    return texts[pick % texts.length];
  }

  return {
    learn(route, text, headers) {
      for (const [id, kind = ''] of text.matchAll(ID)) keep(kind, id);
      for (const [id] of text.matchAll(TRACE)) keep('trace', id);
      for (const [, cursor = ''] of text.matchAll(CURSOR)) keep('cursor', cursor);
      for (const [, name = ''] of NAMED.has(route) ? text.matchAll(NAME) : []) keep('name', name);
      const etag = headers.get('etag');
      if (etag) keep('etag', etag);
    },
    resolve(told) {
      if ('text' in told) return told.text;
      const texts = told.kind === 'any' ? [...known.values()].flat() : (known.get(told.kind) ?? []);
      return pickFrom(texts, told.pick) ?? MADE_UP[told.kind] ?? 'x';
    },
  };
}
