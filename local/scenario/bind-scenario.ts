import { alarmsNeeded } from './alarms-needed.ts';
import { didYouMean } from './closest.ts';
import { muteRuleInput } from './mute-rule-input.ts';
import { type AlarmSource, findAlarm, type ScenarioAlarm } from './scenario-alarm.ts';
import type { InputProblem, Path, Scenario } from './scenario-file.ts';
import { DEFAULT_START, type ScenarioTest } from './scenario-schema.ts';
import type { Feed, Plan } from './simulate.ts';
import { resolveSeries, type WatchedMetric, watchedMetrics } from './watched-metric.ts';

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

/** Finds what a scenario names: its alarm, the metrics of its series, the alarms of its checks; or tells what cannot be found. */
export function bindScenario(
  scenario: Scenario,
  source: AlarmSource,
): { readonly bound?: BoundScenario; readonly problems: readonly InputProblem[] } {
  const problems: InputProblem[] = [];
  const report: Report = (path, message, at) => void problems.push(scenario.problemAt(path, message, at));
  const { file, document } = scenario;
  const alarm = findAlarm(source, document.alarm);
  if (alarm === undefined) {
    report(['alarm'], unknownAlarm(document.alarm, source));
    return { problems };
  }
  const alarms = alarmsNeeded(alarm, source, (message) => report(['alarm'], message));
  if (problems.length > 0) return { problems };
  const watched = watchedMetrics(alarms);
  const tests = document.tests.map((test, index): BoundTest => {
    const path = ['tests', index];
    const feeds = Object.keys(test.series).flatMap((label) => bindSeries(scenario, index, label, watched, report));
    checkAlarms(test, path, alarms, report);
    if (test.fault !== undefined && (test.fault.within ?? alarm.promise) === undefined)
      report([...path, 'fault'], 'The alarm states no promise. Say {at: 5m, within: 7m}.');
    const within = test.fault?.within ?? alarm.promise ?? 0;
    const start = test.start ?? document.start ?? DEFAULT_START;
    const muteRules = (test.mute ?? []).map((mute, at) => muteRuleInput(mute, `mute-${at + 1}`, alarm.name, start));
    const plan = { alarm, alarms, feeds, muteRules, start, end: endOf(test, feeds, within) };
    return { test, plan, file, line: scenario.problemAt(path, '').line ?? 1, within };
  });
  return { ...(problems.length === 0 && { bound: { alarm, file, tests } }), problems };
}

function unknownAlarm(name: string, { alarms, described }: AlarmSource): string {
  const known = alarms.map(({ id }) => id);
  const listed = known.length > 12 ? `${known.slice(0, 12).join(', ')}, …` : known.join(', ');
  return `There is no alarm '${name}' in ${described}.${didYouMean(name, known)} It has: ${listed}.`;
}

function bindSeries(
  { document }: Scenario,
  index: number,
  label: string,
  watched: readonly WatchedMetric[],
  report: Report,
): Feed[] {
  const test = document.tests[index];
  const series = test?.series[label];
  if (test === undefined || series === undefined) return [];
  const metric = resolveSeries(label, series, watched);
  if (typeof metric === 'string') {
    report(['tests', index, 'series', label], metric, 'key');
    return [];
  }
  const { values, before = [], unit = metric.unit, delay = 0 } = series;
  const interval = series.interval ?? test.interval ?? document.interval ?? MINUTE;
  return [{ label, metric, unit, interval, delay, values, before }];
}

function checkAlarms({ checks }: ScenarioTest, path: Path, alarms: readonly ScenarioAlarm[], report: Report): void {
  for (const [index, { alarm }] of (checks ?? []).entries()) {
    if (alarm === undefined || findAlarm({ described: '', alarms }, alarm) !== undefined) continue;
    const known = alarms.map(({ id }) => id).join(', ');
    report([...path, 'checks', index, 'alarm'], `The alarm '${alarm}' takes no part in this scenario: ${known} do.`);
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
