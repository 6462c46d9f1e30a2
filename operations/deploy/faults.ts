import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readStageSettings } from '../../settings/read-stage-settings.ts';
import type { StageSettings } from '../../settings/stage-settings.ts';
import { OperatorError } from '../operator-error.ts';
import { RESTORE_AGAIN } from '../restore/half-restored.ts';
import { buildFaults } from './build-faults.ts';
import { type CommitReading, readCommit } from './commit.ts';
import { errorSentence } from './error-sentence.ts';
import { heldBy } from './held-by.ts';
import type { DeploymentLock } from './lock.ts';
import type { Target } from './target.ts';

/** What is looked at before anything is touched. */
export type Surroundings = {
  /** The operator's own checkout. */
  readonly folder: string;
  readonly revision: string | undefined;
  readonly prebuilt: boolean;
  readonly target: Target;
  readonly lock: DeploymentLock;
  /** Whether a backup was not restored to its end. */
  readonly isHalfRestored: () => Promise<boolean>;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Version of Node that this process runs on. */
  readonly nodeVersion: string;
};

/** What a deployment can be made of. */
export type Ready = { readonly commit: string; readonly settings: StageSettings };

/** The version of Node that the project brings along, by its package.json; undefined when it brings none. */
function projectNode(folder: string): string | undefined {
  const text: unknown = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const packages =
    typeof text === 'object' && text !== null && 'devDependencies' in text ? text.devDependencies : undefined;
  const node = typeof packages === 'object' && packages !== null && 'node' in packages ? packages.node : undefined;
  return typeof node === 'string' ? node : undefined;
}

function nodeFaults(folder: string, version: string): readonly string[] {
  const wanted = projectNode(folder);
  const major = (text: string): number => Number(text.split('.', 1)[0]);
  if (wanted === undefined || major(version) === major(wanted)) return [];
  return [`This is Node ${version} and the project runs on ${wanted}: run it as npm run deploy.`];
}

async function lockFaults({ lock, target, isHalfRestored }: Surroundings): Promise<readonly string[]> {
  const { stage } = target.place;
  const holder = await lock.holder();
  if (holder !== undefined) return [heldBy(stage, holder)];
  return (await isHalfRestored()) ? [`Stage ${stage} is half restored: that was broken off. ${RESTORE_AGAIN}`] : [];
}

/** What of the stage stands against it; whether somebody deploys can only be asked of one that answers. */
async function stageFaults(surroundings: Surroundings): Promise<readonly string[]> {
  const faults = await surroundings.target.faults();
  return faults.length > 0 ? faults : lockFaults(surroundings);
}

const sentences = (error: unknown): readonly string[] => [errorSentence(error)];

/**
 * Finds out all that stands against a deployment, before anything is touched.
 * @throws OperatorError with a line for each fault, which says what to do
 */
export async function checkFaults(surroundings: Surroundings): Promise<Ready> {
  const { folder, revision, prebuilt, target, environment, nodeVersion } = surroundings;
  const reading = readStageSettings(target.place.stage, environment);
  const [commit, ofStage] = await Promise.all([
    readCommit(folder, revision).catch((error: unknown): CommitReading => ({ faults: sentences(error) })),
    stageFaults(surroundings).catch(sentences),
  ]);
  const faults = [
    ...nodeFaults(folder, nodeVersion),
    ...(reading.faults ?? []),
    ...(commit.faults ?? []),
    ...(prebuilt ? buildFaults(folder, commit.commit) : []),
    ...ofStage,
  ];
  if (faults.length > 0 || reading.settings === undefined || commit.commit === undefined)
    throw new OperatorError([...new Set(faults)].join('\n'));
  return { commit: commit.commit, settings: reading.settings };
}
