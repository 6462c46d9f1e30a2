import type { TestProject } from 'vitest/node';
import type { StageOverrides } from '../../settings/stage-settings.ts';
import { installPlatform } from './install-platform.ts';
import { makePlan } from './make-plan.ts';
import type { Plan } from './plan/plan.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The plan of a protected stage. */
    readonly production: Plan;
    /** The plan of any other stage. */
    readonly development: Plan;
    /** The plan of a stage with all that can be switched on. */
    readonly everything: Plan;
    /** The plan of a stage with what else can be chosen. */
    readonly otherwise: Plan;
    /** The plans of stages whose own names are longer than what they name may be. */
    readonly longNamed: readonly { readonly stage: string; readonly plan: Plan }[];
  }
}

/** As .github/aws-role.yaml makes it. */
const ROLE_BOUNDARY = 'arn:aws:iam::123456789012:policy/github-smallcart-boundary';

/** Who is told next, and where people are told besides by mail. */
const TOLD = {
  ESCALATION_EMAIL: 'next@example.com',
  SST_SECRET_Channels: JSON.stringify({ first: { slackWebhookUrl: 'https://hooks.example.com/services/x' } }),
};

const EVERYTHING = {
  production: true,
  waf: true,
  grafana: true,
  grafanaAccess: { admins: ['user:1234-ab'], viewers: ['group:5678-cd', 'user:9012-ef'] },
  domain: 'shop.example.com',
  monthlyBudget: 20,
  budgetCovers: 'stage',
  notifications: { escalationMinutes: 5 },
  logRetentionDays: 90,
  tracedShare: { checkout: 0.25 },
} as const satisfies StageOverrides;

const OTHERWISE = {
  emailed: false,
  grafana: true,
  grafanaAccess: { signIn: 'SAML', samlMetadataUrl: 'https://login.example.com/metadata', admins: ['operators'] },
} as const satisfies StageOverrides;

const LONG_NAMES = ['anameofmorethanthirtytwolettersinall', 'anameofmorethanthirtytwofiguresinall'];

/** Installs SST's platform where it is missing and plans each kind of stage once for all tests. */
export async function setup(project: TestProject): Promise<void> {
  installPlatform();
  const [production, development, everything] = await Promise.all([
    makePlan({ stage: 'production' }),
    makePlan({ stage: 'dev' }),
    makePlan({ stage: 'everything', stages: { everything: EVERYTHING }, environment: { ROLE_BOUNDARY, ...TOLD } }),
  ]);
  const [otherwise, ...longNamed] = await Promise.all([
    makePlan({ stage: 'dev', stages: { dev: OTHERWISE } }),
    ...LONG_NAMES.map(async (stage) => ({ stage, plan: await makePlan({ stage }) })),
  ]);
  project.provide('production', production);
  project.provide('development', development);
  project.provide('everything', everything);
  project.provide('otherwise', otherwise);
  project.provide('longNamed', longNamed);
}
