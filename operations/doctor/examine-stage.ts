import { readStageSettings } from '../../settings/read-stage-settings.ts';
import type { StageSettings } from '../../settings/stage-settings.ts';
import { awsAccess } from '../aws-access.ts';
import { versionOf } from '../deploy/commit.ts';
import { git } from '../deploy/git.ts';
import { createLambdaCaller } from '../deploy/targets/lambda-caller.ts';
import { OperatorError } from '../operator-error.ts';
import type { Place } from '../place.ts';
import { createAskTable } from './ask-table.ts';
import type { Examination } from './examination.ts';
import { examineLinks, type LinkReport } from './examine-links.ts';
import { gravest, ok, type Verdict, wrong } from './finding.ts';
import type { Link } from './link.ts';
import { LINKS } from './links.ts';
import { type Reached, reachPlace } from './reach-place.ts';
import { readLease } from './read-lease.ts';
import { createAsk } from './services.ts';

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
const FRESH_HERE = 10_000;

function settingsOf(stage: string, environment: Surroundings['environment']): StageSettings {
  const { settings, faults = [] } = readStageSettings(stage, environment);
  if (settings === undefined) throw new OperatorError(faults.join('\n'));
  return settings;
}

/** The release that the checkout's commit is. */
async function checkoutOf(folder: string): Promise<string | undefined> {
  return git(folder, 'rev-parse', 'HEAD').then(versionOf, () => undefined);
}

/** Lets go of a fault that the report tells. */
function orFault(error: unknown): OperatorError {
  if (error instanceof OperatorError) return error;
  throw error;
}

function unreachable(stage: string, { message }: OperatorError): Report {
  const findings = [wrong(message, 'Nothing else was looked at: have it answer, then ask again.')];
  return { stage, verdict: 'wrong', links: [{ name: 'place', verdict: 'wrong', findings }] };
}

function timing({ clock: { now, speed } }: Reached): Pick<Examination, 'now' | 'freshness'> {
  const begun = performance.now();
  return {
    now: () => now + Math.round((performance.now() - begun) * speed),
    freshness: FRESH + FRESH_HERE * speed,
  };
}

/**
 * Looks at all links of a stage's chain; when the place does not answer, or nothing is deployed there, at no other.
 * @throws OperatorError when the stage's settings cannot be used, with a line for each fault
 */
export async function examineStage(place: Place, surroundings: Surroundings): Promise<Report> {
  const { folder, environment, links = LINKS } = surroundings;
  const { stage } = place;
  const settings = settingsOf(stage, environment);
  const access = awsAccess(place);
  const [ask, lambda] = [createAsk(place, access), createLambdaCaller(place, access)];
  const reached = await reachPlace(place, ask, lambda).catch(orFault);
  if (reached instanceof OperatorError) return unreachable(stage, reached);
  const askTable = createAskTable(place, access);
  // A table that does not answer is found at its own link.
  const lease = await readLease(askTable, stage).catch(() => undefined);
  const examination: Examination = {
    ...{ place, stage, settings, folder, ask, askTable, lambda, live: reached.live },
    deploying: lease !== undefined && lease.kind !== 'restore',
    checkout: await checkoutOf(folder),
    ...timing(reached),
  };
  const found: LinkReport = { name: 'place', verdict: 'ok', findings: [ok(reached.seen)] };
  const reports = [found, ...(await examineLinks(links, examination))];
  return { stage, at: examination.now(), verdict: gravest(reports), links: reports };
}
