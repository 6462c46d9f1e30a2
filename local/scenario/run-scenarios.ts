import type { BoundScenario } from './bind-scenario.ts';
import { untried } from './coverage.ts';
import { jsonReport } from './json-report.ts';
import { junitReport } from './junit-report.ts';
import { type Loaded, loadScenarios } from './load-scenarios.ts';
import type { Paint } from './paint.ts';
import { runTest, type ScenarioResult } from './run-test.ts';
import type { ScenarioOptions } from './scenario-options.ts';
import { problemLines, scenarioLines, summaryLine } from './text-report.ts';

/** What the command works with; everything it does to the outside goes through here. */
export type ScenarioCommand = {
  /** Where relative paths start. */
  readonly cwd: string;
  /** What runs when no files are named. */
  readonly defaultPath: string;
  readonly paint: Paint;
  readonly paintError: Paint;
  readonly print: (line: string) => void;
  readonly printError: (line: string) => void;
  readonly write: (file: string, text: string) => void;
};

/** 0: all passed, 1: a test failed or an alarm is left untried, 2: input that cannot be used. */
export type ExitCode = 0 | 1 | 2;

/** Runs scenarios and reports them, each alarm as soon as its tests are done. */
export async function runScenarios(options: ScenarioOptions, command: ScenarioCommand): Promise<ExitCode> {
  const { paint, print, printError, cwd } = command;
  const begun = performance.now();
  const paths = options.paths.length === 0 ? [command.defaultPath] : options.paths;
  const loaded = await loadScenarios({ paths, alarms: options.alarms, cwd });
  const chosen = choose(loaded, options.filter);
  for (const problem of chosen.problems) for (const line of problemLines(problem, command.paintError)) printError(line);
  const results: ScenarioResult[] = [];
  for (const scenario of chosen.scenarios) {
    const result = await runScenario(scenario);
    results.push(result);
    if (!options.json) for (const line of scenarioLines(result, paint)) print(line);
  }
  const gaps = options.coverage ? untriedAlarms(loaded) : [];
  if (options.json) print(jsonReport(results, chosen.problems, gaps));
  else for (const line of conclusion(results, gaps, performance.now() - begun, paint)) print(line);
  if (options.junit !== undefined) command.write(options.junit, junitReport(results, chosen.problems));
  if (chosen.problems.length > 0) return 2;
  return gaps.length > 0 || results.some(({ tests }) => tests.some(({ passed }) => !passed)) ? 1 : 0;
}

async function runScenario(scenario: BoundScenario): Promise<ScenarioResult> {
  const tests = [];
  for (const test of scenario.tests) tests.push(await runTest(test));
  return { scenario, tests };
}

/** The tests whose alarm or name contains the text; a text that chooses none is a mistake. */
function choose({ scenarios, problems }: Loaded, filter: string | undefined): Pick<Loaded, 'scenarios' | 'problems'> {
  if (filter === undefined) return { scenarios, problems };
  const has = (text: string): boolean => text.toLowerCase().includes(filter.toLowerCase());
  const chosen = scenarios
    .map((scenario) => {
      const all = has(scenario.alarm.id) || has(scenario.alarm.title);
      return { ...scenario, tests: scenario.tests.filter(({ test }) => all || has(test.name)) };
    })
    .filter(({ tests }) => tests.length > 0);
  if (chosen.length > 0 || scenarios.length === 0) return { scenarios: chosen, problems };
  return { scenarios: [], problems: [...problems, { file: '--filter', message: `No test contains '${filter}'.` }] };
}

/** What the scenarios leave untried of the alarms that they were looked up in. */
function untriedAlarms({ scenarios, sources }: Loaded): string[] {
  return sources.flatMap(({ alarms }) =>
    alarms.flatMap((alarm) => {
      const own = scenarios.filter((scenario) => scenario.alarm === alarm);
      return untried({ alarm, tests: own.flatMap(({ tests }) => tests.map(({ test }) => test)) });
    }),
  );
}

function conclusion(
  results: readonly ScenarioResult[],
  gaps: readonly string[],
  milliseconds: number,
  paint: Paint,
): string[] {
  const told = gaps.map((gap) => `${paint.fail('✗')} ${gap}`);
  return ['', ...told, ...(told.length === 0 ? [] : ['']), summaryLine(results, milliseconds, paint)];
}
