import { channelsFaults } from '../functions/lib/channels/channels-faults.ts';
import { LOCAL_STAGE, readStageSettings } from '../settings/read-stage-settings.ts';
import { CHANNELS_SECRET, secretFaults } from '../settings/secrets.ts';
import type { StageSettings } from '../settings/stage-settings.ts';

/** What is decided about the stage, and what this deployment of it is given. */
export type Settings = StageSettings & {
  /** Release that functions report: a commit, or what VERSION says. */
  readonly version?: string;
  /** ARN of the policy that bounds every role, whatever the role's own policies say. */
  readonly roleBoundary?: string;
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

const POLICY = /^arn:[\w-]+:iam::\d{12}:policy\/[\w+=,.@/-]+$/;

function boundaryFaults(boundary: string | undefined): string[] {
  if (!boundary || POLICY.test(boundary)) return [];
  return [`ROLE_BOUNDARY "${boundary}" is not the ARN of a policy: give the output Boundary of .github/aws-role.yaml.`];
}

function modeFaults(): string[] {
  return $dev ? ['This app has no live mode: run `npm start` to have the whole of it on this machine.'] : [];
}

/** Reads and checks the settings; throws one error that names every fault, before anything is created. */
export function readSettings(variables: Variables): Settings {
  const { settings, faults = [] } = readStageSettings($app.stage, variables);
  const { VERSION: version, ROLE_BOUNDARY: roleBoundary } = variables;
  const all = [
    ...stageFaults(),
    ...faults,
    ...secretFaults($app.stage, (name) => variables[secretVariable(name)]),
    ...channelsFaults(variables[secretVariable(CHANNELS_SECRET)]),
    ...boundaryFaults(roleBoundary),
    ...modeFaults(),
  ];
  if (all.length > 0 || settings === undefined) throw new Error(all.join('\n'));
  return {
    ...settings,
    ...(version ? { version } : {}),
    ...(roleBoundary ? { roleBoundary } : {}),
    prebuilt: variables.PREBUILT === '1',
  };
}
