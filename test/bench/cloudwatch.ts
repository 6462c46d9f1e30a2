import { availableParallelism } from 'node:os';
import { type BenchCase, type Figure, meets } from './cloudwatch/bench-case.ts';
import { CASES } from './cloudwatch/cases.ts';
import { growthFigures, printFigure, printTitle } from './cloudwatch/report.ts';
import { runCase } from './cloudwatch/run-case.ts';
import { median } from './cloudwatch/stopwatch.ts';

/** The figures of a case: medians of its rounds, or how they grow with its size. */
async function measure(name: string, { rounds, scales }: BenchCase): Promise<Figure[]> {
  if (scales !== undefined) {
    const sizes: { scale: number; figures: Figure[] }[] = [];
    for (const scale of scales) sizes.push({ scale, figures: await medians(name, rounds, scale) });
    return growthFigures(sizes);
  }
  return medians(name, rounds, 1);
}

async function medians(name: string, rounds: number, scale: number): Promise<Figure[]> {
  const runs: (readonly Figure[])[] = [];
  for (let round = 0; round < rounds; round++) runs.push(await runCase(name, scale));
  return (runs[0] ?? []).map((figure, index) => ({
    ...figure,
    value: median(runs.flatMap((run) => run[index]?.value ?? [])),
  }));
}

/** Runs the cases named on the command line, all unless any is; 1 when a target is missed. */
async function main(wanted: readonly string[]): Promise<number> {
  printTitle(`Node ${process.version}, ${availableParallelism()} cores`);
  let missed = 0;
  for (const [name, benchCase] of Object.entries(CASES)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    printTitle(benchCase.title);
    for (const figure of await measure(name, benchCase)) {
      printFigure(figure);
      if (!meets(figure)) missed++;
    }
  }
  return missed > 0 ? 1 : 0;
}

process.exitCode = await main(process.argv.slice(2));
