import { insightsTime } from './histogram.ts';
import { queryCommands } from './query-tokens.ts';

/** What a query answered, as far as a chart is made of it. */
type Answer = { readonly fields: readonly string[]; readonly rows: readonly Readonly<Record<string, string>>[] };

/** Values over time (epoch ms), oldest first. */
export type Line = { readonly label: string; readonly points: readonly (readonly [at: number, value: number])[] };

/** What a query's figures are drawn as: lines over time, or a bar for each group. */
export type ResultChart =
  | { readonly type: 'lines'; readonly lines: readonly Line[]; readonly left: number }
  | { readonly type: 'bars'; readonly measure: string; readonly bars: readonly { label: string; value: number }[] };

const MOST_LINES = 6;
const MOST_BARS = 20;

const isNumber = (text: string): boolean => text !== '' && Number.isFinite(Number(text));

function allOf({ rows }: Answer, field: string, test: (text: string) => boolean): boolean {
  const values = rows.flatMap((row) => row[field] ?? []);
  return values.length > 0 && values.every(test);
}

const totalOf = ({ points }: Line): number => points.reduce((sum, [, value]) => sum + value, 0);

function linesOf(
  { rows }: Answer,
  time: string,
  groups: readonly string[],
  figures: readonly string[],
): readonly Line[] {
  const lines = new Map<string, [number, number][]>();
  for (const row of rows) {
    const group = groups.flatMap((field) => row[field] ?? []).join(' ');
    for (const figure of figures) {
      if (row[figure] === undefined) continue;
      const label = [group, figures.length > 1 || group === '' ? figure : ''].filter((part) => part !== '').join(' · ');
      const points = lines.get(label) ?? [];
      lines.set(label, points);
      points.push([insightsTime(row[time] ?? ''), Number(row[figure])]);
    }
  }
  return [...lines].map(([label, points]) => ({ label, points: points.toSorted(([one], [other]) => one - other) }));
}

/** Names of what the last `stats` of a query groups by; undefined of a query without one. */
export function groupFields(query: string): readonly string[] | undefined {
  const stats = queryCommands(query).findLast(({ name }) => name === 'stats');
  if (stats === undefined) return undefined;
  const by = stats.tokens.findLastIndex(({ kind, text }) => kind === 'keyword' && text.toLowerCase() === 'by');
  if (by < 0) return [];
  const items: string[] = [''];
  let depth = 0;
  for (const { text } of stats.tokens.slice(by + 1)) {
    for (const sign of text) depth += sign === '(' ? 1 : sign === ')' ? -1 : 0;
    if (text === ',' && depth === 0) items.push('');
    else items.push(`${items.pop()}${text}`);
  }
  return items.map((item) => (item.split(/\sas\s/i).at(-1) ?? '').trim().replaceAll('`', ''));
}

/** How a query's figures are drawn; undefined where they are log lines, one figure alone or none. */
export function resultChart(query: string, answer: Answer): ResultChart | undefined {
  const by = groupFields(query);
  if (by === undefined || answer.rows.length < 2) return undefined;
  const time = by.find((field) => allOf(answer, field, (text) => !Number.isNaN(insightsTime(text))));
  const groups = by.filter((field) => field !== time);
  const figures = answer.fields.filter((field) => !by.includes(field) && allOf(answer, field, isNumber));
  const [measure] = figures;
  if (measure === undefined) return undefined;
  const times = new Set(time === undefined ? [] : answer.rows.map((row) => row[time]));
  if (time !== undefined && times.size > 1) {
    const lines = linesOf(answer, time, groups, figures).toSorted((one, other) => totalOf(other) - totalOf(one));
    return { type: 'lines', lines: lines.slice(0, MOST_LINES), left: Math.max(0, lines.length - MOST_LINES) };
  }
  const labelled = answer.rows.filter((row) => row[measure] !== undefined).slice(0, MOST_BARS);
  const bars = labelled.map((row) => ({
    label: groups.flatMap((field) => row[field] ?? []).join(' ') || '(none)',
    value: Number(row[measure]),
  }));
  return { type: 'bars', measure, bars };
}
