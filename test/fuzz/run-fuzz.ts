import fc from 'fast-check';
import { openApiDocument } from '../../openapi/document.ts';
import { advance } from '../support/control.ts';
import type { RunningSystem } from '../support/running-system.ts';
import { type Callers, createCallers } from './callers.ts';
import type { FuzzOptions } from './fuzz-options.ts';
import { arbitraryRequest, type FuzzRequest } from './fuzz-request.ts';
import { type FuzzAnswer, judgeAnswer } from './judge-answer.ts';
import { createKnownThings, type KnownThings } from './known-things.ts';

/** A request whose answer is not as it should be, by its place in the run. */
export type Finding = {
  readonly index: number;
  readonly method: string;
  readonly path: string;
  readonly caller: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly faults: readonly string[];
};

/** What came of a run. */
export type FuzzReport = {
  readonly requests: number;
  /** Answers by status. */
  readonly statuses: Readonly<Record<string, number>>;
  /** Operations that were answered with success at least once, and those that never were. */
  readonly succeeded: readonly string[];
  readonly neverSucceeded: readonly string[];
  readonly findings: readonly Finding[];
};

/** Requests that are on their way at the same time; the next ones are sent when all of them are answered. */
const ROUND = 12;
/** Virtual time passes after so many rounds, so that limits by the minute let requests through again. */
const ROUNDS_A_MINUTE = 48;
/** API Gateway answers within half a minute whatever happens; in milliseconds. */
const HANG = 40_000;
/** A run ends early once there is so much to look into. */
const MOST_FINDINGS = 50;

type Sent = { readonly path: string; readonly headers: Record<string, string>; readonly body: string };

function encoded(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}

function pathOf({ route, path, query }: FuzzRequest, known: KnownThings): string {
  const pathname = route.replace(/\{(\w+)\}/g, (_, name) => encoded(known.resolve(path[name] ?? { text: 'x' })));
  const pairs = query.map(([name, value]) => `${encoded(name)}=${encoded(known.resolve(value))}`);
  return pairs.length === 0 ? pathname : `${pathname}?${pairs.join('&')}`;
}

function headersOf({ headers, caller }: FuzzRequest, callers: Callers, known: KnownThings): Record<string, string> {
  const own = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), known.resolve(value)]);
  return { ...callers.headers(caller), ...Object.fromEntries(own) };
}

async function answerOf(url: URL, request: RequestInit): Promise<FuzzAnswer> {
  try {
    const answer = await fetch(url, { ...request, redirect: 'manual', signal: AbortSignal.timeout(HANG) });
    return { status: answer.status, headers: answer.headers, text: await answer.text() };
  } catch (error) {
    const cause = error instanceof Error && error.cause ? `: ${String(error.cause)}` : '';
    return { error: `got no answer (${String(error)}${cause})` };
  }
}

const shown = (body: FuzzRequest['body']): string =>
  body === undefined ? '' : typeof body === 'string' ? body.slice(0, 2_000) : Buffer.from(body).toString('base64');

/** Sends requests of every operation that the API's document tells of, good ones and bad ones, and judges each answer. */
export async function runFuzz(
  { requests, seed }: FuzzOptions,
  { siteUrl, awsUrl, admin }: RunningSystem,
  onRound: (done: number, findings: readonly Finding[]) => void = () => {},
): Promise<FuzzReport> {
  if (!admin) throw new Error('The system must be a new one, which tells its administrator’s password.');
  const arbitrary = arbitraryRequest(openApiDocument('fuzz'));
  const callers = await createCallers(siteUrl, admin);
  const known = createKnownThings();
  const statuses: Record<string, number> = {};
  const operations = new Map<string, boolean>();
  const findings: Finding[] = [];

  async function send(request: FuzzRequest): Promise<{ sent: Sent; url: URL; answer: FuzzAnswer }> {
    const sent = {
      ...{ path: pathOf(request, known), headers: headersOf(request, callers, known), body: shown(request.body) },
    };
    const url = new URL(sent.path, siteUrl);
    const body = request.method === 'GET' ? undefined : request.body;
    const answer = await answerOf(url, {
      ...{ method: request.method, headers: sent.headers },
      ...(body === undefined ? {} : { body }),
    });
    return { sent, url, answer };
  }

  function take(request: FuzzRequest, index: number, { sent, url, answer }: Awaited<ReturnType<typeof send>>): void {
    const { method, route, caller } = request;
    const status = 'status' in answer ? answer.status : 'none';
    statuses[status] = (statuses[status] ?? 0) + 1;
    const operation = `${method} ${route}`;
    operations.set(operation, operations.get(operation) === true || (status !== 'none' && status < 400));
    if ('status' in answer) known.learn(route, answer.text, answer.headers);
    if (status === 401 || status === 204) callers.doubt(caller);
    const faults = judgeAnswer(method, url.pathname, answer);
    if (faults.length > 0) findings.push({ index, method, caller, ...sent, faults });
  }

  const rounds = Math.ceil(requests / ROUND);
  for (let round = 0; round < rounds && findings.length < MOST_FINDINGS; round++) {
    const first = round * ROUND;
    const planned = fc.sample(arbitrary, { seed: seed + round, numRuns: Math.min(ROUND, requests - first) });
    const answers = await Promise.all(planned.map(send));
    for (const [index, request] of planned.entries()) {
      const answered = answers[index];
      if (answered) take(request, first + index, answered);
    }
    await callers.renew();
    if (round % ROUNDS_A_MINUTE === ROUNDS_A_MINUTE - 1) await advance(awsUrl, 'PT1M');
    onRound(first + planned.length, findings);
  }
  const by = (wanted: boolean) => [...operations].flatMap(([name, did]) => (did === wanted ? [name] : [])).toSorted();
  const total = Object.values(statuses).reduce((sum, count) => sum + count, 0);
  return { requests: total, statuses, succeeded: by(true), neverSucceeded: by(false), findings };
}
