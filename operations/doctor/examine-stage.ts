import { readStageSettings } from '../../settings/read-stage-settings.ts';
import { awsAccess } from '../aws-access.ts';
import { versionOf } from '../deploy/commit.ts';
import { git } from '../deploy/git.ts';
import { createLambdaCaller } from '../deploy/targets/lambda-caller.ts';
import { liveRelease } from '../deploy/targets/live-versions.ts';
import { OperatorError } from '../operator-error.ts';
import type { Place } from '../place.ts';
import type { Examination } from './examination.ts';
import { examineLinks, type LinkReport } from './examine-links.ts';
import { gravest, type Verdict, wrong } from './finding.ts';
import type { Link } from './link.ts';
import { LINKS } from './links.ts';
import { type Reached, reachPlace } from './reach-place.ts';
import { type Ask, createAsk } from './services.ts';

/** What was found of a stage, link by link. */
export type Report = {
  readonly stage: string;
  /** When it was looked at, epoch milliseconds of the stage's clock; undefined when that did not answer. */
  readonly at?: number;
  readonly verdict: Verdict;
  readonly links: readonly LinkReport[];
};

type Surroundings = {
  /** The operator's own checkout. */
  readonly folder: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** What is looked at; all links unless given. */
  readonly links?: readonly Link[];
};

/** Milliseconds of the stage's clock in which what comes every minute has come, wherever the stage is. */
const FRESH = 5 * 60_000;
/** A clock that runs fast leaves so little of this machine's time for it. */
const FRESH_HERE = 5_000;

/** The release that the checkout's commit is. */
async function checkoutOf(folder: string): Promise<string | undefined> {
  return git(folder, 'rev-parse', 'HEAD').then(versionOf, () => undefined);
}

async function examinationOf(
  place: Place,
  { folder, environment }: Surroundings,
  ask: Ask,
  reached: Reached,
): Promise<Examination> {
  const { stage } = place;
  const { settings, faults = [] } = readStageSettings(stage, environment);
  if (settings === undefined) throw new OperatorError(faults.join('\n'));
  const { clock } = reached;
  const begun = performance.now();
  const checkout = await checkoutOf(folder);
  const lambda = createLambdaCaller(place, awsAccess(place));
  let live: Promise<Awaited<ReturnType<Examination['live']>>> | undefined;
  const find = async () => {
    const found = await liveRelease(lambda);
    if (found) return found;
    throw new OperatorError(`No function of stage ${stage} has the alias live, so that nothing serves it. Deploy it.`);
  };
  return {
    ...{ place, stage, settings, folder, checkout, ask, lambda },
    now: () => clock.now + Math.round((performance.now() - begun) * clock.speed),
    freshness: FRESH + FRESH_HERE * clock.speed,
    live: () => {
      live ??= find();
      return live;
    },
  };
}

/**
 * Looks at all links of a stage's chain; when the place itself does not answer, at no other.
 * @throws OperatorError when the stage's settings cannot be used, with a line for each fault
 */
export async function examineStage(place: Place, surroundings: Surroundings): Promise<Report> {
  const { stage } = place;
  const ask = createAsk(place, awsAccess(place));
  const reached = await reachPlace(place, ask).catch((error: unknown) => {
    if (error instanceof OperatorError) return error;
    throw error;
  });
  if (reached instanceof OperatorError) {
    const findings = [wrong(reached.message, 'Nothing else was looked at: have it answer, then ask again.')];
    return { stage, verdict: 'wrong', links: [{ name: 'place', verdict: 'wrong', findings }] };
  }
  const examination = await examinationOf(place, surroundings, ask, reached);
  const found: LinkReport = { name: 'place', verdict: gravest(reached.findings), findings: reached.findings };
  const links = [found, ...(await examineLinks(surroundings.links ?? LINKS, examination))];
  return { stage, at: examination.now(), verdict: gravest(links), links };
}
