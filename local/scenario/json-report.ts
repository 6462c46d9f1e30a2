import type { Finding } from './judge.ts';
import type { ScenarioResult, TestResult } from './run-test.ts';
import type { InputProblem } from './scenario-file.ts';
import { formatOffset } from './time-offset.ts';

/** The results as JSON: totals, what made input unusable, and each test with its findings and changes of state. */
export function jsonReport(
  results: readonly ScenarioResult[],
  problems: readonly InputProblem[],
  untried: readonly string[],
): string {
  const tests = results.flatMap((result) => result.tests);
  const passed = tests.filter((test) => test.passed).length;
  const report = {
    totals: { alarms: results.length, tests: tests.length, passed, failed: tests.length - passed },
    problems,
    untried,
    alarms: results.map(({ scenario, tests }) => ({
      alarm: scenario.alarm.id,
      title: scenario.alarm.title,
      file: scenario.file,
      tests: tests.map(testObject),
    })),
  };
  return JSON.stringify(report, undefined, 2);
}

function testObject({ bound, passed, findings, course, milliseconds }: TestResult) {
  return {
    name: bound.test.name,
    line: bound.line,
    passed,
    milliseconds: Math.round(milliseconds),
    findings: findings.map((finding: Finding) => ({ ...finding, at: formatOffset(finding.at) })),
    states: course.changes.map((change) => ({ ...change, at: formatOffset(change.at) })),
    actions: course.actions.map((run) => ({ ...run, at: formatOffset(run.at) })),
  };
}
