import { escapeXml } from '../aws/xml.ts';
import { createPaint } from './paint.ts';
import type { ScenarioResult, TestResult } from './run-test.ts';
import type { InputProblem } from './scenario-file.ts';
import { failureLines, problemLines } from './text-report.ts';

const PLAIN = createPaint(false);

/** The results as JUnit XML: a suite for each alarm; unusable input is an error in a suite of its own. */
export function junitReport(results: readonly ScenarioResult[], problems: readonly InputProblem[]): string {
  const tests = results.flatMap((result) => result.tests);
  const counts = {
    tests: tests.length + problems.length,
    failures: tests.filter(({ passed }) => !passed).length,
    errors: problems.length,
    time: seconds(tests),
  };
  const suites = [...results.map(suite), ...(problems.length === 0 ? [] : [problemSuite(problems)])];
  return `<?xml version="1.0" encoding="UTF-8"?>\n${tag('testsuites', { name: 'scenarios', ...counts }, suites)}\n`;
}

function suite({ scenario, tests }: ScenarioResult): string {
  const failures = tests.filter(({ passed }) => !passed).length;
  const facts = { tests: tests.length, failures, errors: 0, time: seconds(tests), file: scenario.file };
  return tag('testsuite', { name: scenario.alarm.id, ...facts }, tests.map(testCase));
}

function testCase(result: TestResult): string {
  const { test, plan, file, line } = result.bound;
  const facts = { name: test.name, classname: plan.alarm.id, file, line, time: seconds([result]) };
  if (result.passed) return tag('testcase', facts, []);
  const message = result.findings
    .filter(({ passed }) => !passed)
    .map(({ expected = 'nothing', got = 'nothing' }) => `expected ${expected}, got ${got}`)
    .join('; ');
  return tag('testcase', facts, [tag('failure', { message }, [escapeXml(failureLines(result, PLAIN).join('\n'))])]);
}

function problemSuite(problems: readonly InputProblem[]): string {
  const cases = problems.map((problem) =>
    tag('testcase', { name: problem.file, classname: 'input', file: problem.file, line: problem.line ?? 1 }, [
      tag('error', { message: problem.message }, [escapeXml(problemLines(problem, PLAIN).join('\n'))]),
    ]),
  );
  return tag('testsuite', { name: 'input', tests: problems.length, failures: 0, errors: problems.length }, cases);
}

function seconds(tests: readonly TestResult[]): string {
  return (tests.reduce((sum, { milliseconds }) => sum + milliseconds, 0) / 1_000).toFixed(3);
}

function tag(name: string, attributes: Readonly<Record<string, string | number>>, content: readonly string[]): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeAttribute(String(value))}"`);
  return `<${name}${written.join('')}>${content.join('')}</${name}>`;
}

/** A line break in an attribute would be read as a space. */
function escapeAttribute(value: string): string {
  return escapeXml(value).replace(/[\n\t]/g, (character) => `&#${character.charCodeAt(0)};`);
}
