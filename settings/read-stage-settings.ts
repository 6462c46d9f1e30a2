import { defaultSettings } from './defaults.ts';
import { isDomain, settingFaults } from './setting-rules.ts';
import { stageNameFaults } from './stage-name.ts';
import type { StageOverrides, StageSettings } from './stage-settings.ts';
import { STAGES } from './stages.ts';

type Variables = Readonly<Record<string, string | undefined>>;
type Stages = Readonly<Record<string, StageOverrides>>;

/** The settings of a stage, or why they cannot be used: a sentence for each fault, with what to do. */
export type StageSettingsReading =
  | { readonly settings: StageSettings; readonly faults?: never }
  | { readonly settings?: never; readonly faults: readonly string[] };

/** Stage of the system that `npm start` runs; there is none of that name on AWS. */
export const LOCAL_STAGE = 'local';

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/** Stages of pull requests, which share the entry `preview` unless they have one of their own. */
const PREVIEW = /^pr\d+$/;

function overridesOf(stage: string, stages: Stages): StageOverrides {
  const own = Object.hasOwn(stages, stage) ? stages[stage] : undefined;
  return own ?? (PREVIEW.test(stage) ? stages.preview : undefined) ?? {};
}

/** Production by its name, so that a stage does not lose its protection with its entry in settings/stages.ts. */
const CALLED_PRODUCTION = ['production', 'prod'];

/** Whether a stage is production, whatever else is said of it. */
export function isProduction(stage: string, stages: Stages = STAGES): boolean {
  return overridesOf(stage, stages).production ?? CALLED_PRODUCTION.includes(stage);
}

function withDefaults(stage: string, stages: Stages): StageSettings {
  const defaults = defaultSettings(isProduction(stage, stages));
  const { tracedShare, notifications, release, grafanaAccess, ...overrides } = overridesOf(stage, stages);
  return {
    ...defaults,
    ...overrides,
    tracedShare: { ...defaults.tracedShare, ...tracedShare },
    notifications: { ...defaults.notifications, ...notifications },
    release: { ...defaults.release, ...release },
    grafanaAccess: { ...defaults.grafanaAccess, ...grafanaAccess },
  };
}

function addressFaults(name: string, email: string | undefined): readonly string[] {
  if (!email || EMAIL.test(email)) return [];
  return [`${name} "${email}" is not an e-mail address: give one such as you@example.com.`];
}

function emailFaults(
  { ALARM_EMAIL, ESCALATION_EMAIL }: Variables,
  { alarms, emailed, monthlyBudget }: StageSettings,
): readonly string[] {
  const wanted = (alarms && emailed) || monthlyBudget > 0;
  if (wanted && !ALARM_EMAIL)
    return ['ALARM_EMAIL is not set: give the address that alarms are sent to, in the environment or in .env.'];
  return [...addressFaults('ALARM_EMAIL', ALARM_EMAIL), ...addressFaults('ESCALATION_EMAIL', ESCALATION_EMAIL)];
}

function domainFaults(domain: string | undefined): readonly string[] {
  if (!domain || isDomain(domain)) return [];
  return [`SITE_DOMAIN "${domain}" is not a domain name such as shop.example.com (without https:// and path).`];
}

const IDENTITY = /^(group|user):[\w-]+$/;

/** SAML has to know its provider, and IAM Identity Center who is meant. */
function grafanaFaults(stage: string, { grafana, grafanaAccess }: StageSettings): readonly string[] {
  const { signIn, samlMetadataUrl, admins, editors, viewers } = grafanaAccess;
  const where = `settings/stages.ts: stage "${stage}"`;
  if (!grafana) return [];
  if (signIn === 'SAML')
    return samlMetadataUrl === '' ? [`${where} signs in by SAML: set grafanaAccess.samlMetadataUrl, too.`] : [];
  const unknown = [...admins, ...editors, ...viewers].filter((each) => !IDENTITY.test(each));
  return unknown.map(
    (each) => `${where} lets "${each}" in to Grafana: write group: or user: and an id of IAM Identity Center.`,
  );
}

/**
 * Reads what settings/stages.ts and the environment (ALARM_EMAIL, ESCALATION_EMAIL, SITE_DOMAIN) say of a stage; the environment is heeded
 * where the stage is on AWS alone. Nothing is touched and nothing is thrown.
 */
export function readStageSettings(
  stage: string,
  environment: Variables,
  stages: Stages = STAGES,
): StageSettingsReading {
  const told = [...stageNameFaults(stage), ...settingFaults(stage, overridesOf(stage, stages))];
  if (stage === LOCAL_STAGE) return told.length > 0 ? { faults: told } : { settings: withDefaults(stage, stages) };
  const { ALARM_EMAIL: alarmEmail, ESCALATION_EMAIL: escalationEmail, SITE_DOMAIN: domain } = environment;
  const settings = told.length > 0 ? defaultSettings(isProduction(stage, stages)) : withDefaults(stage, stages);
  const faults = [
    ...told,
    ...emailFaults(environment, settings),
    ...domainFaults(domain),
    ...grafanaFaults(stage, settings),
  ];
  if (faults.length > 0) return { faults };
  const given = {
    ...(alarmEmail ? { alarmEmail } : {}),
    ...(escalationEmail ? { escalationEmail } : {}),
    ...(domain ? { domain } : {}),
  };
  return { settings: { ...settings, ...given } };
}
