import { budgetSpent, detectionMinutes, type Failure, resetMinutes } from '../../monitoring/burn-detection.ts';
import {
  BUDGET_PERIOD,
  BURN_WINDOWS,
  type BurnSpeed,
  type BurnWindows,
  errorBudget,
  windowAlarmId,
} from '../../monitoring/burn-rate.ts';
import { SLOS, type Slo } from '../../monitoring/slos.ts';
import { page, table } from './markdown.ts';

const SPEEDS = Object.keys(BURN_WINDOWS) as BurnSpeed[];
/** Shares of events that fail, for the tables. */
const RATIOS = [1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 0.007];
/** Minutes that failures last in the grid over which precision is counted. */
const LENGTHS = [1, 2, 5, 10, 20, 30, 60, 120, 360, 720, 1_440, 4_320];
/** A failure that uses up so much of the budget is one that people want to be told of. */
const SIGNIFICANT = 0.02;

const percent = (share: number): string => `${Number((100 * share).toPrecision(2))} %`;

function duration(minutes: number): string {
  if (minutes < 1) return `${Math.round(60 * minutes)} s`;
  if (minutes < 60) return `${Number(minutes.toFixed(1))} min`;
  if (minutes < 2_880) return `${Number((minutes / 60).toFixed(1))} h`;
  return `${Number((minutes / 1_440).toFixed(1))} days`;
}

const perWindows = ({ burnRate, long, short }: BurnWindows): string =>
  `${burnRate} on ${duration(long / 60)} and ${duration(short / 60)}`;

function objectives(): string {
  return table(
    ['objective', 'promise', 'error budget in 30 days', 'burn rates that raise an alarm', 'least failures'],
    SLOS.map((slo) => [
      slo.title,
      slo.promise,
      `${percent(errorBudget(slo))} of ${slo.events}`,
      slo.speeds.map((speed) => perWindows(BURN_WINDOWS[speed])).join('; '),
      `${slo.floor}`,
    ]),
  );
}

/** The workbook's formulas: budget / ratio × window × burn rate, and the share of the budget that is spent by then. */
function workbook(): string {
  return table(
    ['burn rate', 'long window', 'short window', 'budget spent when it is raised', 'budget gone within', 'here'],
    SPEEDS.map((speed) => {
      const { burnRate, long, short } = BURN_WINDOWS[speed];
      const used = SLOS.filter(({ speeds }) => speeds.includes(speed)).map(({ title }) => title);
      return [
        `${burnRate}`,
        duration(long / 60),
        duration(short / 60),
        percent((burnRate * long) / BUDGET_PERIOD),
        duration(BUDGET_PERIOD / 60 / burnRate),
        used.length === 0 ? 'no alarm' : used.join(', '),
      ];
    }),
  );
}

function times(slo: Slo): string {
  const budget = errorBudget(slo);
  const rows = slo.speeds.flatMap((speed) =>
    RATIOS.filter((ratio) => ratio > BURN_WINDOWS[speed].burnRate * budget).map((ratio) => {
      const windows = BURN_WINDOWS[speed];
      const minutes = detectionMinutes(windows, budget, { ratio, minutes: Infinity }) ?? Infinity;
      const formula = ((windows.burnRate * budget) / ratio) * (windows.long / 60);
      return [
        perWindows(windows),
        percent(ratio),
        duration(formula),
        duration(minutes),
        percent(budgetSpent(budget, { ratio, minutes })),
        duration(resetMinutes(windows, budget, { ratio, minutes: Math.max(minutes, windows.short / 60) })),
        duration(resetMinutes({ ...windows, short: windows.long }, budget, { ratio, minutes })),
      ];
    }),
  );
  const head = [
    'burn rate',
    'failing',
    'workbook',
    'detected after',
    'budget spent',
    'reset after',
    'without the short window',
  ];
  return table(head, rows);
}

type Watch = { readonly name: string; readonly raises: (budget: number, failure: Failure) => boolean };

/** One window alone, as the workbook’s first attempts have it. */
function alone(burnRate: number, minutes: number): Watch['raises'] {
  const windows = { burnRate, long: minutes * 60, short: minutes * 60 };
  return (budget, failure) => detectionMinutes(windows, budget, failure) !== undefined;
}

const anyOf =
  (speeds: readonly BurnSpeed[]): Watch['raises'] =>
  (budget, failure) =>
    speeds.some((speed) => detectionMinutes(BURN_WINDOWS[speed], budget, failure) !== undefined);

const WATCHES: readonly Watch[] = [
  { name: 'above the budget for 10 minutes (workbook 1)', raises: alone(1, 10) },
  { name: 'above the budget for 36 hours (workbook 2)', raises: alone(1, 2_160) },
  { name: '36 on 1 hour alone (workbook 4)', raises: alone(36, 60) },
  { name: '14.4, 6 and 1 (workbook 5 and 6)', raises: anyOf(['fast', 'medium', 'slowest']) },
  { name: '14.4, 6, 3 and 1', raises: anyOf(SPEEDS) },
  { name: '**14.4 and 6 (here)**', raises: anyOf(['fast', 'medium']) },
  { name: '6 alone (here, of few events)', raises: anyOf(['medium']) },
];

function precision(budget: number): string {
  const ratios = [...RATIOS, 0.005, 0.002];
  const grid = ratios.flatMap((ratio) => LENGTHS.map((minutes): Failure => ({ ratio, minutes })));
  const matters = (failure: Failure) => budgetSpent(budget, failure) >= SIGNIFICANT;
  const rows = WATCHES.map(({ name, raises }) => {
    const raised = grid.filter((failure) => raises(budget, failure));
    const found = raised.filter(matters).length;
    const wanted = grid.filter(matters).length;
    return [name, `${raised.length}`, percent(found / raised.length), percent(found / wanted)];
  });
  return table(['raised when', 'raised', 'precision', 'recall'], rows);
}

function alarmsOf(slo: Slo): string {
  const pairs = slo.speeds.map(
    (speed) => `\`${windowAlarmId(slo, speed, 'long')}\` and \`${windowAlarmId(slo, speed, 'short')}\``,
  );
  return `Alarm \`${slo.id}-burn\`: ${pairs.join(', or ')}.`;
}

const INTRO = `What the shop promises, and when an alarm says that it is about to break it. An error budget is what may fail within ${duration(BUDGET_PERIOD / 60)}; a burn rate of 1 uses it up exactly by then, one of 10 within a tenth of the time. The words, and the method, are those of the SRE workbook's chapter _Alerting on SLOs_.`;
const HOLDS = [
  'CloudWatch compares single datapoints with a threshold. An expression that sums up over several of them (`RUNNING_SUM`, `METRICS`) sees more of them than the alarm looks at, so its sum would not be the window’s. A window is therefore **one datapoint**: an alarm whose period is as long as the window, evaluated every minute over a window that slides on. All metrics of an alarm have one period, so the long window and the short one are two alarms, and _long and short_ is a composite alarm. An alarm may look back a day, or a week if its period is an hour or more; beyond a day it is evaluated once an hour.',
  'So CloudWatch could hold all four pairs. The first two are alarms: what burns at 14.4 or 6 is gone within days. A budget that burns at 3 or 1 lasts for weeks, so that the weekly report and the view of the objectives are soon enough, and each further pair is two to four more metrics to pay for, whose short window of hours would keep an incident open long after it is over.',
  'Requests and latency are AWS’s own metrics of the HTTP API, which cost nothing; of checkouts and of orders on their way AWS knows nothing, so they are metrics of the shop. The share of samples within a limit is the percentile rank (`PR(:1000)`) of CloudWatch, which needs no metric of its own for each limit.',
  'At low traffic a single failure is a high burn rate. In a long window a burn rate therefore counts only from the least number of failures on that is in the table; the probe’s requests count as everybody’s.',
  'A burn rate stays up for as long as its short window holds the failure. Where another alarm tells of the failure itself (any outage that is known, _Shop slow_, _Checkout failing_, _Orders delayed_), the composite is suppressed: it tells of what nobody else does, a share of failures too small for them that lasts.',
];
const TIMES =
  'Traffic is steady and the failure begins on a full minute. _Workbook_ is its formula, budget / failing × window × burn rate; CloudWatch evaluates once a minute, so that the time is rounded up. _Reset_ is the time from the end of a failure that lasted as long as the short window, or until it was detected, to the evaluation that finds the alarm over; without the short window it would be as in the last column. The tests hold these times against the embedded CloudWatch.';
const PRECISION = `Of failures of ${[...RATIOS, 0.005, 0.002].length} shares and ${LENGTHS.length} lengths (a minute to three days), each alone in a good month, with a budget of 0.1 %: precision is how many of those that raised an alarm used up ${percent(SIGNIFICANT)} of the budget or more, recall is how many of those that did were told of.`;

/** docs/slos.md */
export function slosPage(): string {
  return page(
    '# Objectives',
    INTRO,
    objectives(),
    '## What CloudWatch can hold',
    ...HOLDS,
    '## Burn rates',
    workbook(),
    '## Detection and reset',
    TIMES,
    ...SLOS.flatMap((slo) => [`### ${slo.title}`, alarmsOf(slo), times(slo)]),
    '## Precision',
    PRECISION,
    precision(0.001),
  );
}
