import type { SavedQuery } from '../../../../functions/ops/insights/query-responses.ts';
import { type Chosen, type LogsAddress, parametersOf } from './logs-address.ts';
import { boundQuery, type Values } from './saved-query.ts';

/** What somebody has before them: a saved query and its parameters, or a text of their own; no function named is all of them. */
export type Draft = {
  readonly saved: SavedQuery | undefined;
  readonly values: Values;
  readonly text: string;
  readonly functions: readonly string[];
};

/** What the page begins with. */
const FIRST = 'latest-lines';

/** Of a query that looks at everything no function need be named. */
function functionsOf({ functions }: SavedQuery, all: readonly string[]): readonly string[] {
  return functions.length === all.length ? [] : functions;
}

/** Every function, as the saved queries name them. */
export function allFunctions(queries: readonly SavedQuery[]): readonly string[] {
  const widest = queries.reduce<readonly string[]>(
    (all, { functions }) => (functions.length > all.length ? functions : all),
    [],
  );
  return [...new Set([...widest, ...queries.flatMap(({ functions }) => functions)])];
}

/** A saved query with its parameters' values, to be run or changed. */
export function draftOf(saved: SavedQuery, values: Values, all: readonly string[]): Draft {
  return { saved, values, text: boundQuery(saved, values), functions: functionsOf(saved, all) };
}

/** What an address asks for; without a query the latest lines. */
export function addressedDraft(address: LogsAddress, queries: readonly SavedQuery[]): Draft {
  const all = allFunctions(queries);
  const known = (id: string | undefined) => queries.find((query) => query.id === id);
  const saved = known(address.saved);
  if (saved !== undefined) return draftOf(saved, parametersOf(address), all);
  const functions = (address.functions ?? '').split(',').filter((id) => all.includes(id));
  if (address.query) return { saved: undefined, values: {}, text: address.query, functions };
  const first = known(FIRST) ?? queries[0];
  if (first === undefined) return { saved: undefined, values: {}, text: '', functions };
  const draft = draftOf(first, {}, all);
  return functions.length === 0 ? draft : { ...draft, saved: undefined, functions };
}

/** What an address says once the draft is run. */
export function chosenOf({ saved, values, text, functions }: Draft): Chosen {
  if (saved === undefined) return { query: text, functions: functions.join(',') };
  const own = saved.parameters.map(({ name, defaultValue }) => [name, values[name] ?? defaultValue] as const);
  return { saved: saved.id, values: Object.fromEntries(own) };
}

/** Whether two drafts find the same. */
export function asksTheSame(one: Draft, other: Draft): boolean {
  return one.text === other.text && one.functions.join() === other.functions.join();
}
