import type { MetricDataResult } from '@aws-sdk/client-cloudwatch';
import type { ResolvedQuery } from '../../../monitoring/dashboards/resolve-panel.ts';
import { LONGEST_HELD } from '../../../monitoring/viewer-cost.ts';
import { Problem } from '../../lib/problem.ts';
import { metricData } from '../metric-data.ts';
import type { MetricRange } from '../metric-range.ts';
import { ascending, joinPages, messages } from '../metric-results.ts';
import type { Series } from '../responses.ts';
import type { Figures } from './dashboard-responses.ts';
import { createMemory } from './memory.ts';
import { type PanelQueries, type PanelRequest, panelRequests } from './panel-requests.ts';

/** A share of nothing has no datapoint, of which CloudWatch tells each time; of a panel that divides it is meant so. */
const isAmiss = (message: string): boolean => !message.startsWith('ArithmeticError:');

/** A panel's figures to be read: its queries, and the range that has as many periods as the panel needs. */
export type WantedFigures = { readonly queries: PanelQueries; readonly range: MetricRange };

/** Panels whose figures are remembered; several dashboards in several ranges. */
const MOST = 400;

/** What is older (ms) than this no longer changes: CloudWatch and functions have told all of it. */
const SETTLED = 15 * 60_000;

const memory = createMemory<Figures>(MOST);

/**
 * Figures are read once in each period, so that several viewers cost what one does: until the next datapoint begins there is
 * little new, unless the period is long. Those of a range that is long over are read once.
 */
function keyOf({ queries, range }: WantedFigures, now: number): string {
  const held = 1_000 * Math.min(range.period, LONGEST_HELD);
  const turn = now - range.end > SETTLED ? 'over' : Math.floor(now / held);
  return JSON.stringify([queries, range, turn]);
}

function seriesOf(query: ResolvedQuery<string>, results: readonly MetricDataResult[]): Series[] {
  const stat = query.kind === 'metric' ? { stat: query.stat } : {};
  const name = query.label ?? (query.kind === 'metric' ? query.identity.metricName : query.id);
  const [only] = results;
  if (results.length <= 1) return [{ id: query.id, label: name, ...stat, ...ascending(only) }];
  return results.map((result) => {
    const label = result.Label ?? name;
    return { id: `${query.id} ${label}`, label, ...stat, ...ascending(result) };
  });
}

function foundOf(
  { queries, range }: WantedFigures,
  ids: ReadonlyMap<string, string>,
  results: ReadonlyMap<string, readonly MetricDataResult[]>,
): Found {
  const shown = queries.filter(({ returnData }) => returnData);
  const found = shown.map(({ id }) => results.get(ids.get(id) ?? '') ?? []);
  const series = shown.flatMap((query, i) => seriesOf(query, found[i] ?? []));
  const isWhole = found.flat().every(({ StatusCode = 'Complete' }) => StatusCode === 'Complete');
  return { figures: { ...range, series, messages: messages(found.flat()).filter(isAmiss) }, isWhole };
}

/** Figures as they were answered, and whether CloudWatch told all of them. */
type Found = { readonly figures: Figures; readonly isWhole: boolean };

type Call = { readonly wanted: readonly WantedFigures[]; readonly request: PanelRequest; readonly range: MetricRange };

async function answered({ wanted, request, range }: Call): Promise<ReadonlyMap<WantedFigures, Found>> {
  const { queries, ids } = request;
  const pages = joinPages(await metricData(queries, range));
  const results = Map.groupBy(pages, ({ Id }) => Id ?? '');
  const found = new Map<WantedFigures, Found>();
  for (const [place, own] of ids) {
    const each = wanted[place];
    if (each !== undefined) found.set(each, foundOf(each, own, results));
  }
  return found;
}

/** What to ask for; panels with as long periods share calls. */
function callsFor(wanted: readonly WantedFigures[]): Call[] {
  const byRange = Map.groupBy(wanted, ({ range }) => JSON.stringify(range));
  return [...byRange.values()].flatMap((alike) => {
    const range = alike[0]?.range;
    if (range === undefined) return [];
    const queries = alike.map((each) => each.queries);
    return panelRequests(queries, range.period).map((request) => ({ wanted: alike, request, range }));
  });
}

/** The panels of a call that failed, each with the reason. */
function unanswered({ wanted, request }: Call, reason: string): [WantedFigures, Found][] {
  return [...request.ids.keys()].flatMap((place) => {
    const each = wanted[place];
    if (each === undefined) return [];
    return [[each, { figures: { ...each.range, series: [], messages: [reason] }, isWhole: false }]];
  });
}

/** Reads what is not remembered. What one call failed to read is told in its panels, so that the others can be shown. */
async function read(wanted: readonly WantedFigures[]): Promise<ReadonlyMap<WantedFigures, Found>> {
  const calls = callsFor(wanted);
  const answers = await Promise.allSettled(calls.map(answered));
  const failed = answers.filter(({ status }) => status === 'rejected');
  const found = answers.flatMap((answer, place) => {
    if (answer.status === 'fulfilled') return [...answer.value];
    const call = calls[place];
    const isAll = failed.length === answers.length;
    if (isAll || call === undefined || !(answer.reason instanceof Problem)) throw answer.reason;
    return unanswered(call, answer.reason.message);
  });
  return new Map(found);
}

const isEmpty = ({ series }: Figures): boolean => series.every(({ values }) => values.length === 0);

/** The figures of panels, in the order in which they are wanted; `now` (epoch ms) is when they are looked at. */
export async function readFigures(wanted: readonly WantedFigures[], now: number): Promise<readonly Figures[]> {
  const known = wanted.map((each) => memory.get(keyOf(each, now)));
  const found = await read(wanted.filter((_, place) => known[place] === undefined));
  for (const [each, { figures, isWhole }] of found) {
    // Where there is nothing yet, the next look may find the first datapoint.
    if (isWhole && !isEmpty(figures)) memory.set(keyOf(each, now), figures);
  }
  return wanted.map((each, place) => {
    const figures = known[place] ?? found.get(each)?.figures;
    if (figures === undefined) throw new Error('A panel was left out of every request.');
    return figures;
  });
}
