/** What a face shows in its panels: of each, by `Overview / Requests`, a text for every figure, row, trace, service or alarm. */
export type Shown = ReadonlyMap<string, readonly string[]>;

type Row = Readonly<Record<string, string>>;

/** A line of a panel: its datapoints, oldest first. */
export type Line = { readonly label: string; readonly times: readonly Date[]; readonly values: readonly number[] };

/** A line's datapoints, or the latest figure alone where a panel shows no more; a line without any says so. */
export function figures({ label, times, values }: Line, isLatest: boolean): readonly string[] {
  const texts = times.map((at, index) => `${label} ${at.toISOString()} ${values[index]}`);
  if (texts.length === 0) return [`${label} is empty`];
  return isLatest ? [`${label} ${values.at(-1)}`] : texts;
}

/** Fields that only say where a row is, and those that a data source adds for itself. */
const UNSEEN = /^@ptr$|^__\w+__grafana_internal__$/;

/** The rows that a query of logs found. */
export function rows(found: readonly Row[]): readonly string[] {
  if (found.length === 0) return ['nothing is empty'];
  return found.map((row) =>
    Object.keys(row)
      .filter((field) => !UNSEEN.test(field))
      .toSorted()
      .map((field) => `${field}=${row[field]}`)
      .join(', '),
  );
}

/** Traces by their ids. */
export function traces(ids: readonly string[]): readonly string[] {
  return ids.length === 0 ? ['the list is empty'] : ids;
}

/** Panels, or parts of them, that have nothing to show. */
export function empty(shown: Shown): readonly string[] {
  return [...shown].flatMap(([panel, texts]) => {
    if (texts.length === 0) return [panel];
    return texts.filter((text) => text.endsWith(' is empty')).map((text) => `${panel}: ${text}`);
  });
}

const MOST_TOLD = 3;

function differences(panel: string, one: readonly string[], other: readonly string[]): readonly string[] {
  const missing = one.filter((text) => !other.includes(text));
  const added = other.filter((text) => !one.includes(text));
  return [...missing.map((text) => `- ${text}`), ...added.map((text) => `+ ${text}`)]
    .slice(0, MOST_TOLD)
    .map((text) => `${panel}: ${text}`);
}

/** What two faces show differently in the panels that both have, in a few texts of each. */
export function disagreements(one: Shown, other: Shown): readonly string[] {
  return [...one].flatMap(([panel, texts]) => {
    const others = other.get(panel);
    return others === undefined ? [] : differences(panel, texts, others);
  });
}
