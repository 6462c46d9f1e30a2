import { LOCAL_STAGE, readStageSettings } from '../settings/read-stage-settings.ts';
import { secretFaults } from '../settings/secrets.ts';
import type { StageSettings } from '../settings/stage-settings.ts';

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
    ...secretFaults($app.stage, (name) => variables[secretVariable(name)]),
    ...modeFaults(),
  ];
  if (all.length > 0 || settings === undefined) throw new Error(all.join('\n'));
  return { ...settings, ...(version ? { version } : {}), prebuilt: variables.PREBUILT === '1' };
}
