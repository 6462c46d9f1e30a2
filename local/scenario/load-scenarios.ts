import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { readAlarmExport } from './alarm-export.ts';
import { type BoundScenario, bindScenario } from './bind-scenario.ts';
import { ownAlarms } from './own-alarms.ts';
import type { AlarmSource } from './scenario-alarm.ts';
import { type InputProblem, readScenarioFile, type Scenario } from './scenario-file.ts';
import { UnusableInput } from './unusable-input.ts';

/** Scenarios that can run, and what is wrong with those that cannot. */
export type Loaded = {
  readonly scenarios: readonly BoundScenario[];
  readonly problems: readonly InputProblem[];
  /** The alarms that scenarios were looked up in. */
  readonly sources: readonly AlarmSource[];
};

export type LoadOptions = {
  /** Scenario files and folders of them. */
  readonly paths: readonly string[];
  /** An export whose alarms the scenarios name; those of monitoring/ unless given here or by a scenario file. */
  readonly alarms?: string | undefined;
  /** Where relative paths start. */
  readonly cwd: string;
};

/** Reads scenarios and the alarms they name; what is unusable is told, and the rest is there. */
export async function loadScenarios({ paths, alarms, cwd }: LoadOptions): Promise<Loaded> {
  const problems: InputProblem[] = [];
  const scenarios: BoundScenario[] = [];
  const sourceAt = rememberSources(cwd);
  const files = paths.flatMap((path) => collect(problems, [], () => filesAt(path, cwd)));
  const read = files.flatMap((file) => collect(problems, [], () => readAt(file, cwd, problems)));
  for (const scenario of read) {
    scenarios.push(...(await bind(scenario, alarms, sourceAt, problems)));
  }
  return { scenarios, problems, sources: sourceAt.known() };
}

type SourceAt = { (path: string | undefined): AlarmSource; known(): AlarmSource[] };

/** Reads each export once. */
function rememberSources(cwd: string): SourceAt {
  const known = new Map<string | undefined, AlarmSource>();
  const sourceAt = (path: string | undefined): AlarmSource => {
    const source = known.get(path) ?? (path === undefined ? ownAlarms() : readAlarmExport(path, readText(path, cwd)));
    known.set(path, source);
    return source;
  };
  return Object.assign(sourceAt, { known: () => [...known.values()] });
}

async function bind(
  scenario: Scenario,
  exported: string | undefined,
  sourceAt: SourceAt,
  problems: InputProblem[],
): Promise<readonly BoundScenario[]> {
  const { alarms } = scenario.document;
  const beside = alarms === undefined ? undefined : join(dirname(scenario.file), alarms);
  const source = collect(problems, undefined, () => sourceAt(exported ?? beside));
  if (source === undefined) return [];
  const { bound, problems: found } = await bindScenario(scenario, source);
  problems.push(...found);
  return bound;
}

/** The result of the work, or the fallback with what makes its input unusable noted. */
function collect<T, F>(problems: InputProblem[], fallback: F, work: () => T): T | F {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof UnusableInput)) throw error;
    problems.push(...error.problems);
    return fallback;
  }
}

function readAt(file: string, cwd: string, problems: InputProblem[]): readonly Scenario[] {
  const { scenarios, problems: found } = readScenarioFile(file, readText(file, cwd));
  problems.push(...found);
  return scenarios;
}

function readText(file: string, cwd: string): string {
  return onDisk(file, () => readFileSync(resolve(cwd, file), 'utf8'));
}

/** The file itself, or every .yaml and .yml file of the folder and its subfolders. */
function filesAt(path: string, cwd: string): string[] {
  return onDisk(path, () => {
    if (!statSync(resolve(cwd, path)).isDirectory()) return [path];
    const names = readdirSync(resolve(cwd, path), { recursive: true, encoding: 'utf8' });
    const files = names.filter((name) => /\.ya?ml$/.test(name)).toSorted();
    if (files.length === 0) {
      throw new UnusableInput([{ file: path, message: 'The folder holds no scenarios (*.yaml, *.yml).' }]);
    }
    return files.map((name) => join(path, name));
  });
}

function onDisk<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    const message =
      error.code === 'ENOENT' ? 'There is no such file or folder.' : `The file cannot be read (${error.code}).`;
    throw new UnusableInput([{ file, message }]);
  }
}
