import type { Values } from './saved-query.ts';

/** What of an address says which log lines are looked for. */
export type LogsAddress = Readonly<Record<string, string>>;

const PARAMETER = 'p.';

/** The parameters of a saved query in an address. */
export function parametersOf(address: LogsAddress): Values {
  return Object.fromEntries(
    Object.entries(address).flatMap(([name, value]) =>
      name.startsWith(PARAMETER) ? [[name.slice(PARAMETER.length), value] as const] : [],
    ),
  );
}

/** What an address says of the parameters of a saved query. */
function parameterQuery(values: Values): LogsAddress {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [`${PARAMETER}${name}`, value]));
}

/** What is run: a saved query with its parameters, or any text over the lines of some functions, with commas between them. */
export type Chosen =
  | { readonly saved: string; readonly values: Values }
  | { readonly query: string; readonly functions: string };

/** What an address says of what is run. */
export function chosenQuery(chosen: Chosen): LogsAddress {
  return 'saved' in chosen
    ? { saved: chosen.saved, ...parameterQuery(chosen.values) }
    : { query: chosen.query, functions: chosen.functions };
}

/** What makes of an address one that says nothing of a query: an empty value takes its parameter away. */
export function withoutQuery(address: LogsAddress): LogsAddress {
  const own = Object.keys(address).filter((name) => name.startsWith(PARAMETER));
  return Object.fromEntries(['saved', 'query', 'functions', 'filter', 'search', ...own].map((name) => [name, '']));
}

/** The address of the log lines that something finds, for the time that `look` names. */
export function logsHref(chosen: Chosen, look = new URLSearchParams()): string {
  return `/ops/logs?${new URLSearchParams([...look, ...Object.entries(chosenQuery(chosen))])}`;
}
