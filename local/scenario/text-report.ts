import { isJsonObject } from '../aws/json.ts';
import { evaluationTable } from './evaluation-table.ts';
import type { Finding } from './judge.ts';
import type { Paint } from './paint.ts';
import { percentileNotes } from './percentile-notes.ts';
import type { ScenarioResult, TestResult } from './run-test.ts';
import type { ScenarioAlarm } from './scenario-alarm.ts';
import type { InputProblem } from './scenario-file.ts';
import { wrapText } from './wrap-text.ts';

export const WIDTH = 80;
const INDENT = '    ';

/** The lines on one alarm: what passed, and of what failed all that explains it. */
export function scenarioLines({ scenario, tests }: ScenarioResult, paint: Paint): string[] {
  const { alarm, file } = scenario;
  const title = alarm.title === alarm.id ? alarm.id : `${alarm.title} (${alarm.id})`;
  const lines = tests.flatMap((test) => testLines(test, paint));
  return ['', `${paint.strong(title)}  ${paint.faint(file)}`, ...(lines.at(-1) === '' ? lines.slice(0, -1) : lines)];
}

function testLines(result: TestResult, paint: Paint): string[] {
  const { name } = result.bound.test;
  if (result.passed) return [`  ${paint.pass('✓')} ${name}`];
  return [`  ${paint.fail('✗')} ${paint.strong(name)}`, ...failureLines(result, paint)];
}

/** Expected and got side by side, what the alarm waits for, and the evaluations around what went wrong. */
export function failureLines(result: TestResult, paint: Paint): string[] {
  const { file, line, plan } = result.bound;
  const table = evaluationTable(result, paint, WIDTH - INDENT.length);
  const said = [condition(plan.alarm), ...percentileNotes(plan)].flatMap((text) =>
    wrapText(text, WIDTH - INDENT.length),
  );
  return [
    paint.faint(`${file}:${line}`),
    '',
    ...sideBySide(result.findings, paint),
    '',
    ...(table.length === 0 ? [] : [...said, '', ...table, '']),
  ].map((text) => (text === '' ? '' : INDENT + text));
}

const COLUMN = (WIDTH - INDENT.length - 4) / 2;

function sideBySide(findings: readonly Finding[], paint: Paint): string[] {
  const header = paint.faint(`  ${'expected'.padEnd(COLUMN)}  got`);
  return [header, ...findings.flatMap((finding) => findingLines(finding, paint))];
}

function findingLines({ passed, expected = '–', got = '–' }: Finding, paint: Paint): string[] {
  const left = wrapText(expected, COLUMN);
  const right = wrapText(got, COLUMN);
  return Array.from({ length: Math.max(left.length, right.length) }, (_, index) => {
    const mark = index === 0 && !passed ? '✗ ' : '  ';
    const text = `${mark}${(left[index] ?? '').padEnd(COLUMN)}  ${right[index] ?? ''}`.trimEnd();
    return passed ? text : paint.fail(text);
  });
}

/** What the alarm waits for, in CloudWatch's words. */
function condition({ input }: ScenarioAlarm): string {
  if (typeof input.AlarmRule === 'string') return `Rule: ${input.AlarmRule}`;
  const { ComparisonOperator, Threshold, ThresholdMetricId, EvaluationPeriods, TreatMissingData } = input;
  const { DatapointsToAlarm = EvaluationPeriods, Period = periodOf(input.Metrics) } = input;
  const limit = Threshold ?? ThresholdMetricId ?? '';
  const periods = `${DatapointsToAlarm} out of ${EvaluationPeriods} periods of ${Period} s`;
  return `${ComparisonOperator} ${limit}, ${periods}, missing data: ${TreatMissingData ?? 'missing'}`;
}

function periodOf(metrics: unknown): unknown {
  const stats = Array.isArray(metrics) ? metrics.map((each) => (isJsonObject(each) ? each.MetricStat : undefined)) : [];
  return stats.filter(isJsonObject)[0]?.Period;
}

/** What makes input unusable, with the line it stands on and a mark under its place. */
export function problemLines({ file, line, column, message, source }: InputProblem, paint: Paint): string[] {
  const place = line === undefined ? file : `${file}:${line}:${column}`;
  const lines = [`${paint.strong(place)}: ${message}`];
  if (source === undefined || line === undefined || column === undefined) return lines;
  const margin = `${line} | `;
  return [...lines, paint.faint(margin) + source, paint.fail(`${' '.repeat(margin.length + column - 1)}^`)];
}

/** `2 alarms, 13 tests: 12 passed, 1 failed (0.21 s)`. */
export function summaryLine(results: readonly ScenarioResult[], milliseconds: number, paint: Paint): string {
  const tests = results.flatMap((result) => result.tests);
  const failed = tests.filter(({ passed }) => !passed).length;
  const counts = `${count(results.length, 'alarm')}, ${count(tests.length, 'test')}: ${tests.length - failed} passed`;
  const told = failed === 0 ? paint.pass(counts) : `${counts}, ${paint.fail(`${failed} failed`)}`;
  return `${told} (${(milliseconds / 1_000).toFixed(2)} s)`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
