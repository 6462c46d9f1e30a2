import { LOCAL_STAGE, readStageSettings } from '../settings/read-stage-settings.ts';
import type { StageSettings } from '../settings/stage-settings.ts';
import { SECRETS } from './secrets.ts';

/** What is decided about the stage, and what this deployment of it is given. */
export type Settings = StageSettings & {
  /** Release that functions report: a commit, or what VERSION says. */
  readonly version?: string;
  /** Whether the artifacts in dist/functions and web/dist are built already. */
  readonly prebuilt: boolean;
};

type Variables = Readonly<Record<string, string | undefined>>;

/** SST gives the program each secret in a variable of this name. */
const secretVariable = (name: string): string => `SST_SECRET_${name}`;
/** What functions/lib/env.ts asks for. */
const SHORTEST_SECRET = 32;

function secretFaults(name: string, variables: Variables): string[] {
  const value = variables[secretVariable(name)];
  const command = `npx sst secret set ${name} "$(openssl rand -hex 32)" --stage ${$app.stage}`;
  if (!value) return [`The secret ${name} is not set: ${command}`];
  if (value.length < SHORTEST_SECRET)
    return [`The secret ${name} is shorter than ${SHORTEST_SECRET} characters: ${command}`];
  return [];
}

function stageFaults(): string[] {
  if ($app.stage !== LOCAL_STAGE) return [];
  return [`Stage "${LOCAL_STAGE}" is what \`npm start\` runs on this machine: give a stage on AWS another name.`];
}

function modeFaults(): string[] {
  return $dev ? ['This app has no live mode: run `npm start` to have the whole of it on this machine.'] : [];
}

/** Reads and checks the settings; throws one error that names every fault, before anything is created. */
export function readSettings(variables: Variables): Settings {
  const { settings, faults = [] } = readStageSettings($app.stage, variables);
  const { VERSION: version } = variables;
  const all = [
    ...stageFaults(),
    ...faults,
    ...SECRETS.flatMap((name) => secretFaults(name, variables)),
    ...modeFaults(),
  ];
  if (all.length > 0 || settings === undefined) throw new Error(all.join('\n'));
  return { ...settings, ...(version ? { version } : {}), prebuilt: variables.PREBUILT === '1' };
}
