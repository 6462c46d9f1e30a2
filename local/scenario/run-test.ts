import type { BoundScenario, BoundTest } from './bind-scenario.ts';
import type { Course } from './course.ts';
import { type Finding, judge } from './judge.ts';
import { simulate } from './simulate.ts';

/** What came of one test. */
export type TestResult = {
  readonly bound: BoundTest;
  readonly passed: boolean;
  readonly findings: readonly Finding[];
  /** What happened; with each evaluation when the test failed. */
  readonly course: Course;
  /** Real milliseconds it took. */
  readonly milliseconds: number;
};

/** What came of the tests of one alarm. */
export type ScenarioResult = { readonly scenario: BoundScenario; readonly tests: readonly TestResult[] };

const NOTHING: Course = { changes: [], actions: [], evaluations: [] };

/** Runs a test; one that fails is run again with an eye on each evaluation. */
export async function runTest(bound: BoundTest): Promise<TestResult> {
  const begun = performance.now();
  const result = await attempt(bound);
  return { bound, ...result, milliseconds: performance.now() - begun };
}

async function attempt(bound: BoundTest): Promise<Omit<TestResult, 'bound' | 'milliseconds'>> {
  try {
    const course = await simulate(bound.plan, { evaluations: false });
    const findings = judge(bound, course);
    const passed = findings.every((finding) => finding.passed);
    return { passed, findings, course: passed ? course : await simulate(bound.plan, { evaluations: true }) };
  } catch (error) {
    const got = error instanceof Error ? error.message : String(error);
    return { passed: false, findings: [{ at: 0, passed: false, got }], course: NOTHING };
  }
}
