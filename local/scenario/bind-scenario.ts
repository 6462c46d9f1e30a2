import { unknownAction } from './action-names.ts';
import { alarmsNeeded } from './alarms-needed.ts';
import { didYouMean } from './did-you-mean.ts';
import { muteRuleInput } from './mute-rule-input.ts';
import type { Feed, Plan } from './plan.ts';
import { refusal } from './refusal.ts';
import { type AlarmSource, findAlarm, type ScenarioAlarm } from './scenario-alarm.ts';
import type { InputProblem, Path, Scenario } from './scenario-file.ts';
import { DEFAULT_START, type ScenarioTest, type SeriesInput } from './scenario-schema.ts';
import { resolveSeries, unitUnread, type WatchedMetric, watchedMetrics } from './watched-metric.ts';

const MINUTE = 60_000;

/** A test with all that its run takes, and where it stands. */
export type BoundTest = {
  readonly test: ScenarioTest;
  readonly plan: Plan;
  readonly file: string;
  readonly line: number;
  /** By when, after a fault begins, the alarm must be in ALARM. */
  readonly within: number;
};

/** The tests of one alarm, ready to run. */
export type BoundScenario = {
  readonly alarm: ScenarioAlarm;
  readonly file: string;
  readonly tests: readonly BoundTest[];
};

type Report = (path: Path, message: string, at?: 'key' | 'value') => void;

/** Finds what a scenario names: its alarms, the metrics of its series, the alarms of its checks; or tells what cannot be found. */
export async function bindScenario(
  scenario: Scenario,
  source: AlarmSource,
): Promise<{ readonly bound: readonly BoundScenario[]; readonly problems: readonly InputProblem[] }> {
  const problems: InputProblem[] = [];
  const report: Report = (path, message, at) => void problems.push(scenario.problemAt(path, message, at));
  const bound: BoundScenario[] = [];
  for (const [index, name] of scenario.document.alarm.entries()) {
    const before = problems.length;
    const found = await bindAlarm(scenario, source, { name, path: ['alarm', index] }, report);
    if (found !== undefined && problems.length === before) bound.push(found);
  }
  return { bound, problems };
}

type Named = { readonly name: string; readonly path: Path };

/** What the tests are of one of the scenario's alarms; undefined when it cannot be made. */
async function bindAlarm(
  scenario: Scenario,
  source: AlarmSource,
  { name, path }: Named,
  report: Report,
): Promise<BoundScenario | undefined> {
  const { file, document } = scenario;
  const alarm = findAlarm(source, name);
  if (alarm === undefined) {
    report(path, unknownAlarm(name, source));
    return undefined;
  }
  let isMade = true;
  const alarms = alarmsNeeded(alarm, source, (message) => {
    isMade = false;
    report(path, message);
  });
  if (!isMade || (await checkRefusal({ alarm, alarms, muteRules: [], start: DEFAULT_START }, path, report)))
    return undefined;
  const tests = document.tests.map((test, index) => bindTest(scenario, test, index, { alarm, alarms }, report));
  for (const [index, { plan }] of tests.entries())
    if (plan.muteRules.length > 0) await checkRefusal(plan, ['tests', index, 'mute'], report);
  return { alarm, file, tests };
}

/** Tells what CloudWatch would not take; true when there is something. */
async function checkRefusal(plan: Omit<Plan, 'feeds' | 'end'>, path: Path, report: Report): Promise<boolean> {
  const words = await refusal(plan);
  if (words !== undefined)
    report(path, `CloudWatch refuses the ${path.at(-1) === 'mute' ? 'mute rule' : 'alarm'}: ${words}`);
  return words !== undefined;
}

function bindTest(
  scenario: Scenario,
  test: ScenarioTest,
  index: number,
  { alarm, alarms }: Pick<Plan, 'alarm' | 'alarms'>,
  report: Report,
): BoundTest {
  const { document, file } = scenario;
  const path = ['tests', index];
  const feeds = bindFeeds(
    test,
    watchedMetrics(alarms),
    test.interval ?? document.interval ?? MINUTE,
    (place, message, at) => report([...path, 'series', ...place], message, at),
  );
  checkAlarms(test, path, alarms, report);
  checkActions(test, path, alarm, report);
  if (test.fault !== undefined && (test.fault.within ?? alarm.promise) === undefined)
    report([...path, 'fault'], 'The alarm states no promise. Say {at: 5m, within: 7m}.');
  const within = test.fault?.within ?? alarm.promise ?? 0;
  const start = test.start ?? document.start ?? DEFAULT_START;
  const muteRules = (test.mute ?? []).map((mute, at) => muteRuleInput(mute, `mute-${at + 1}`, alarm.name, start));
  const plan = { alarm, alarms, feeds, muteRules, start, end: endOf(test, feeds, within) };
  return { test, plan, file, line: scenario.problemAt(path, '').line ?? 1, within };
}

function unknownAlarm(name: string, { alarms, described }: AlarmSource): string {
  const known = alarms.map(({ id }) => id);
  const listed = known.length > 12 ? `${known.slice(0, 12).join(', ')}, …` : known.join(', ');
  return `There is no alarm '${name}' in ${described}.${didYouMean(name, known)} It has: ${listed}.`;
}

/** The series of a test with the metrics they stand for; each metric and unit has one. */
function bindFeeds(test: ScenarioTest, watched: readonly WatchedMetric[], interval: number, report: Report): Feed[] {
  const feeds: Feed[] = [];
  for (const [label, series] of Object.entries(test.series)) {
    const metric = resolveSeries(label, series, watched);
    if (typeof metric === 'string') {
      report([label], metric, 'key');
      continue;
    }
    const feed = feedOf(label, series, metric, interval);
    const unread = unitUnread(feed.unit, metric);
    if (unread !== undefined) report([label, 'unit'], unread);
    const same = feeds.find((other) => other.metric === metric && other.unit === feed.unit);
    if (same === undefined) feeds.push(feed);
    else report([label], `'${same.label}' is the same metric; what it reports belongs into one series.`, 'key');
  }
  return feeds;
}

function feedOf(label: string, series: SeriesInput, metric: WatchedMetric, interval: number): Feed {
  const { values, before = [], unit = metric.unit, delay = 0 } = series;
  return { label, metric, unit, interval: series.interval ?? interval, delay, values, before };
}

function checkAlarms({ checks }: ScenarioTest, path: Path, alarms: readonly ScenarioAlarm[], report: Report): void {
  for (const [index, { alarm }] of (checks ?? []).entries()) {
    if (alarm === undefined || findAlarm({ described: '', alarms }, alarm) !== undefined) continue;
    const known = alarms.map(({ id }) => id).join(', ');
    report(
      [...path, 'checks', index, 'alarm'],
      `The alarm '${alarm}' takes no part in this scenario; these do: ${known}.`,
    );
  }
}

function checkActions({ actions }: ScenarioTest, path: Path, alarm: ScenarioAlarm, report: Report): void {
  for (const [index, { action }] of (actions ?? []).entries()) {
    const unknown = unknownAction(action, alarm);
    if (unknown !== undefined) report([...path, 'actions', index, 'action'], unknown);
  }
}

/** A run ends with the last datapoint or the last expectation, whichever is later, on a full minute. */
function endOf(
  { until = 0, states, actions, checks, fault }: ScenarioTest,
  feeds: readonly Feed[],
  within: number,
): number {
  const expected = [...(states ?? []), ...(actions ?? []), ...(checks ?? [])].map(({ at }) => at);
  const arrived = feeds.map(({ values, interval, delay }) => values.length * interval + delay);
  const held = fault === undefined ? 0 : fault.at + within;
  return Math.ceil(Math.max(until, held, ...expected, ...arrived) / MINUTE) * MINUTE;
}
