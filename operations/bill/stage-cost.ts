import { total } from '../../monitoring/cost.ts';
import type { CostLine } from '../../monitoring/cost-line.ts';
import { expectedTraffic } from '../../monitoring/stage-bill.ts';
import { trafficTotals } from '../../monitoring/traffic-totals.ts';
import { LOCAL_STAGE, readStageSettings } from '../../settings/read-stage-settings.ts';
import type { StageSettings } from '../../settings/stage-settings.ts';
import { OperatorError } from '../operator-error.ts';
import type { CostOptions } from './cost-options.ts';
import { monthlyBill } from './monthly-bill.ts';

type Variables = Readonly<Record<string, string | undefined>>;

/** An address is needed to deploy, and costs nothing: without one the bill is the same. */
const ANY_ADDRESS = 'nobody@example.invalid';

function settingsOf(stage: string, environment: Variables): StageSettings {
  const known = { ...environment, ALARM_EMAIL: environment.ALARM_EMAIL || ANY_ADDRESS };
  const { settings, faults = [] } = readStageSettings(stage, known);
  if (settings === undefined) throw new OperatorError(faults.join('\n'));
  return settings;
}

const PRODUCTION_STAGE = 'production';
const grouped = (count: number): string => count.toLocaleString('en-US');

/** What makes the stage that runs here differ from the one that is paid for; the same number of requests unless it is the stage’s own. */
function besideProduction(requests: number | undefined, environment: Variables): string {
  const decided = settingsOf(PRODUCTION_STAGE, environment);
  const settings = { ...decided, monthlyRequests: requests ?? decided.monthlyRequests };
  const dollars = total(monthlyBill(settings)).toFixed(2);
  return `This stage traces every request, which production does not: stage ${PRODUCTION_STAGE}, with ${grouped(settings.monthlyRequests)} requests, would cost ${dollars} a month (npm run cost -- --stage ${PRODUCTION_STAGE}).`;
}

/** Where the requests come from that the bill has besides those that are expected. */
function besideExpected(settings: StageSettings): string {
  const own = trafficTotals(expectedTraffic(settings)).requests - settings.monthlyRequests;
  return `${grouped(own)} requests come on top: the probe and what else runs by schedule sends them to the shop, also when nobody comes.`;
}

const shown = (dollars: number): string => dollars.toFixed(2).padStart(10);

function textOf(stage: string, settings: StageSettings, bill: readonly CostLine[]): string {
  const lines = [...bill, { item: 'Total', quantity: '', dollars: total(bill) }];
  const widths = [
    Math.max(...lines.map(({ item }) => item.length)),
    Math.max(...lines.map(({ quantity }) => quantity.length)),
  ];
  const table = lines.map(
    ({ item, quantity, dollars }) =>
      `  ${item.padEnd(widths[0] ?? 0)}  ${quantity.padEnd(widths[1] ?? 0)}${shown(dollars)}`,
  );
  const where =
    stage === LOCAL_STAGE ? 'Nothing is paid for what runs here. On AWS, a stage like it' : `Stage ${stage}`;
  return [
    `${where} costs about this much a month with ${grouped(settings.monthlyRequests)} requests, in US dollars at list prices (us-east-1).`,
    besideExpected(settings),
    ...table,
  ].join('\n');
}

/** The bill of a stage as text for people, or as JSON. */
export function stageCost({ place: { stage }, json, requests }: CostOptions, environment: Variables): string {
  const decided = settingsOf(stage, environment);
  const settings = { ...decided, monthlyRequests: requests ?? decided.monthlyRequests };
  const bill = monthlyBill(settings);
  if (!json) {
    const text = textOf(stage, settings, bill);
    return stage === LOCAL_STAGE ? `${text}\n${besideProduction(requests, environment)}` : text;
  }
  return JSON.stringify({ stage, monthlyRequests: settings.monthlyRequests, lines: bill, total: total(bill) }, null, 2);
}
