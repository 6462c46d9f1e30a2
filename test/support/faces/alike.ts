import { DASHBOARDS } from '../../../monitoring/dashboards/dashboards.ts';
import type { Panel } from '../../../monitoring/dashboards/panel.ts';
import type { Shown } from './shown.ts';

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

/** What a face shows, as far as others draw it in the same steps of time. */
export function inStep(shown: Shown): Shown {
  return new Map([...shown].map(([name, texts]) => [name, isStepped(PANELS.get(name)) ? latest(texts) : texts]));
}

/** The panels of a type alone. */
export function only(shown: Shown, type: Panel['type']): Shown {
  return new Map([...shown].filter(([name]) => PANELS.get(name)?.type === type));
}

/** All panels but those of a type. */
export function without(shown: Shown, type: Panel['type']): Shown {
  return new Map([...shown].filter(([name]) => PANELS.get(name)?.type !== type));
}
