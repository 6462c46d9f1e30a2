import { physicalName } from '../monitoring/physical-name.ts';
import { FUNCTION_IDS } from '../monitoring/resources.ts';
import { SECRETS } from './secrets.ts';

/** What an operator decides about a deployment. */
export type Settings = {
  readonly production: boolean;
  /** Who is told when an alarm changes its state. */
  readonly alarmEmail: string;
  /** Custom domain of the shop; without it CloudFront's own name is used. */
  readonly domain?: string;
  /** Release that functions report: a commit, or what VERSION says. */
  readonly version?: string;
  /** Whether the artifacts in dist/functions and web/dist are built already. */
  readonly prebuilt: boolean;
};

type Variables = Readonly<Record<string, string | undefined>>;

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const DOMAIN = /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,}$/;
/** Lambda's limit on a function's name ("CreateFunction"). */
const LONGEST_NAME = 64;

function stageFaults(stage: string): string[] {
  const names = FUNCTION_IDS.map((id) => physicalName(stage, id));
  const [longest = ''] = names.sort((one, other) => other.length - one.length);
  // A hyphen would let one stage's prefix of names fit another's: `smallcart-dev-` fits what stage `dev-2` has.
  if (!/^[a-z][a-z0-9]*$/.test(stage))
    return [
      `Stage "${stage}" must begin with a lower-case letter and hold only lower-case letters and digits, no hyphens: pr42, not pr-42.`,
    ];
  if (longest.length > LONGEST_NAME)
    return [`Stage "${stage}" is too long: the function name ${longest} would exceed ${LONGEST_NAME} characters.`];
  return [];
}

function emailFaults(email: string | undefined): string[] {
  if (!email)
    return ['ALARM_EMAIL is not set: give the address that alarms are sent to, in the environment or in .env.'];
  return EMAIL.test(email) ? [] : [`ALARM_EMAIL "${email}" is not an e-mail address.`];
}

function domainFaults(domain: string | undefined): string[] {
  if (!domain || DOMAIN.test(domain)) return [];
  return [`SITE_DOMAIN "${domain}" is not a domain name such as shop.example.com (without https:// and path).`];
}

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

/** Reads and checks the settings; throws one error that names every fault, before anything is created. */
export function readSettings(variables: Variables): Settings {
  const { ALARM_EMAIL: alarmEmail, SITE_DOMAIN: domain, VERSION: version } = variables;
  const faults = [
    ...stageFaults($app.stage),
    ...emailFaults(alarmEmail),
    ...domainFaults(domain),
    ...SECRETS.flatMap((name) => secretFaults(name, variables)),
  ];
  if ($dev) faults.push('This app has no live mode: run `npm start` to have the whole of it on this machine.');
  if (faults.length > 0 || !alarmEmail) throw new Error(faults.join('\n'));
  return {
    production: $app.protect ?? false,
    alarmEmail,
    ...(domain ? { domain } : {}),
    ...(version ? { version } : {}),
    prebuilt: variables.PREBUILT === '1',
  };
}
