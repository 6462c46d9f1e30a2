import { reasonOf } from '../../functions/probe/reason-of.ts';
import { createShopper } from '../../functions/probe/shopper.ts';
import { HTTP_FUNCTION_IDS, type HttpFunctionId } from '../../monitoring/resources.ts';
import type { VerificationContext } from '../deploy/verification.ts';
import { type Check, createChecker, VerificationError } from './check.ts';

/** Longest time of one answer, in milliseconds. */
const BUDGET = 15_000;
/** An alias that was moved is moved everywhere within seconds. */
const ATTEMPTS = 10;
/** One answer may be lost on its way. */
const LOST = 1;
const PAUSE = 1_000;

/** The release that a function says it is, asked through the shop's public address. */
async function releaseOf(id: HttpFunctionId, siteUrl: string, runId: string, signal: AbortSignal): Promise<string> {
  let release: string | null = null;
  const answered = (_: string, headers: Headers) => {
    release = headers.get('x-version');
  };
  const shopper = createShopper(new URL(siteUrl), runId, { synthetic: 'deployment', answered });
  try {
    await shopper.json(`/health/${id}`, { signal: AbortSignal.any([signal, AbortSignal.timeout(BUDGET)]) });
  } catch (error) {
    throw new VerificationError(`${id} does not answer: ${reasonOf(error, BUDGET)}.`, { cause: error });
  }
  if (release === null) throw new VerificationError(`${id} does not say of which release it is.`);
  return release;
}

async function expectRelease(id: HttpFunctionId, { target, siteUrl, version, signal }: VerificationContext) {
  let [release, lost] = ['', 0];
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    if (attempt > 0) await target.wait(PAUSE, signal);
    try {
      release = await releaseOf(id, siteUrl, `release-${version}`, signal);
    } catch (error) {
      if (++lost > LOST) throw error;
      continue;
    }
    if (release === version) return `${id} answers as release ${version}.`;
  }
  throw new VerificationError(`${id} answers as release ${release} instead of ${version}.`);
}

/** Has every function that serves routes say of which release it is, through the public address. */
export async function* verifyVersion(context: VerificationContext): AsyncGenerator<Check> {
  const check = createChecker(context);
  for (const id of HTTP_FUNCTION_IDS) {
    if (context.functionVersions[id] === undefined) continue;
    yield await check(`Release of ${id}`, () => expectRelease(id, context));
  }
}
