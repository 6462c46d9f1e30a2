import type { Theme } from './metric-widget.ts';

/** The colours of a theme. */
export type Colors = {
  readonly background: string;
  readonly text: string;
  readonly muted: string;
  readonly grid: string;
  readonly axis: string;
  readonly annotation: string;
  readonly series: readonly string[];
};

/** Chosen and ordered so that neighbours, and the first six all, can be told apart without seeing red or green as well. */
export const COLORS: Readonly<Record<Theme, Colors>> = {
  light: {
    background: '#ffffff',
    text: '#16191f',
    muted: '#5a6470',
    grid: '#e9ebed',
    axis: '#aab2bb',
    annotation: '#c7332b',
    series: [
      '#1d6fd1',
      '#e07614',
      '#108573',
      '#0b93c4',
      '#8a4a2f',
      '#0a4d8c',
      '#5a4bd8',
      '#0f5c50',
      '#63720f',
      '#d6457f',
    ],
  },
  dark: {
    background: '#161d26',
    text: '#ebeef2',
    muted: '#a3aebb',
    grid: '#2a3441',
    axis: '#5b6776',
    annotation: '#ff7a6e',
    series: [
      '#5aa2ff',
      '#2fc7ac',
      '#e3c53a',
      '#56cdf5',
      '#ffd9a0',
      '#3f8f5f',
      '#ee7bdd',
      '#d69476',
      '#b3c64a',
      '#ff6f91',
    ],
  },
};

/** The colour of the n-th series; from the eleventh on the colours come again, mixed more and more with the text colour. */
export function seriesColor({ series, text }: Colors, index: number): string {
  const base = series[index % series.length] ?? text;
  const round = Math.floor(index / series.length) % 4;
  return round === 0 ? base : mix(base, text, round * 0.18);
}

function mix(a: string, b: string, share: number): string {
  const [from, to] = [channels(a), channels(b)];
  const mixed = from.map((value, index) => Math.round(value + ((to[index] ?? value) - value) * share));
  return `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}

function channels(color: string): number[] {
  return [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));
}
