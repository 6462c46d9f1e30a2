import { DASHBOARDS } from '../../../monitoring/dashboards/dashboards.ts';
import type { Panel } from '../../../monitoring/dashboards/panel.ts';
import { disagreements, type Shown } from './shown.ts';

/** Every panel as the faces call it. */
export const PANELS: ReadonlyMap<string, Panel> = new Map(
  DASHBOARDS.flatMap(({ title, panels }) => panels.map((panel) => [`${title} / ${panel.title}`, panel] as const)),
);

/** The latest figure of each line, for a line over so long a time that faces draw it in steps of different length. */
function latest(texts: readonly string[]): readonly string[] {
  const figures = texts.map((text) => {
    const [, line = text, value = ''] = /^(.+) \S+Z (\S+)$/.exec(text) ?? [];
    return [line, value] as const;
  });
  return [...new Map(figures)].map((figure) => figure.join(' '));
}

/** Beyond as many datapoints the console draws a line in longer steps: of thirty days, in those of six hours. */
function isStepped(panel: Panel | undefined): boolean {
  return panel?.type === 'timeSeries' && 'span' in panel && (panel.span ?? 0) / panel.period > 300;
}

function inStep(name: string, texts: readonly string[]): readonly string[] {
  return isStepped(PANELS.get(name)) ? latest(texts) : texts;
}

/** The most traces that the console lists at once; another face lists others, too. */
const LISTED = 100;

function asListed(name: string, texts: readonly string[], listed: readonly string[]): readonly string[] {
  const isFull = PANELS.get(name)?.type === 'traces' && listed.length >= LISTED;
  return isFull ? texts.filter((text) => listed.includes(text)) : texts;
}

/** What another face shows differently from the console, of what both draw in the same steps of time and list at all. */
export function differences(console: Shown, other: Shown): readonly string[] {
  const drawn = [...console].map(([name, texts]) => [name, inStep(name, texts)] as const);
  const others = [...other].map(
    ([name, texts]) => [name, inStep(name, asListed(name, texts, console.get(name) ?? []))] as const,
  );
  return disagreements(new Map(drawn), new Map(others));
}

/** The panels of a type alone. */
export function only(shown: Shown, type: Panel['type']): Shown {
  return new Map([...shown].filter(([name]) => PANELS.get(name)?.type === type));
}

/** All panels but those of a type. */
export function without(shown: Shown, type: Panel['type']): Shown {
  return new Map([...shown].filter(([name]) => PANELS.get(name)?.type !== type));
}
