import { type Figure, meets } from './bench-case.ts';

/** A figure may grow half as fast again as the size before it counts as faster than linear: machines are noisy. */
const ALLOWANCE = 1.5;

/** How each figure of a case grows with its size, beside the figures themselves. */
export function growthFigures(sizes: readonly { scale: number; figures: readonly Figure[] }[]): Figure[] {
  const [smallest, ...larger] = sizes;
  if (smallest === undefined) return [];
  return smallest.figures.flatMap(({ label, value, unit }, index) => [
    { label: `${label} at ${smallest.scale}×`, value, unit },
    ...larger.flatMap(({ scale, figures }) => {
      const grown = figures[index]?.value ?? Number.NaN;
      const factor = scale / smallest.scale;
      return [
        { label: `${label} at ${scale}×`, value: grown, unit },
        {
          label: `  times that at ${smallest.scale}×`,
          value: grown / value,
          unit: '×',
          target: { atMost: ALLOWANCE * factor },
        },
      ];
    }),
  ]);
}

export function printTitle(title: string): void {
  process.stdout.write(`\n${title}\n`);
}

/** Prints a figure with its target beside it. */
export function printFigure(figure: Figure): void {
  const value = `${round(figure.value)} ${figure.unit}`.padEnd(22);
  process.stdout.write(`  ${figure.label.padEnd(52)} ${value} ${describeTarget(figure)}\n`.replace(/ +\n/, '\n'));
}

function describeTarget(figure: Figure): string {
  const { target } = figure;
  if (target === undefined) return '';
  const bound = 'atMost' in target ? `≤ ${round(target.atMost)}` : `≥ ${round(target.atLeast)}`;
  return `${bound}${meets(figure) ? '' : '   MISSED'}`;
}

function round(value: number): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: Math.abs(value) < 20 ? 2 : 0 });
}
