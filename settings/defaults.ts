import { TRACED_SHARE } from '../monitoring/sampling-rules.ts';
import type { StageSettings } from './stage-settings.ts';

const PRODUCTION: StageSettings = {
  production: true,
  logRetentionDays: 30,
  pointInTimeRecoveryDays: 35,
  tracedShare: TRACED_SHARE.production,
  alarms: true,
  emailed: true,
  notifications: {
    businessHours: { timeZone: 'UTC', days: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri'], from: '09:00', to: '17:00' },
    escalationMinutes: 15,
    warningDelayMinutes: 15,
  },
  grafana: false,
  grafanaAccess: {
    signIn: 'AWS_SSO',
    samlMetadataUrl: '',
    samlRoleAttribute: 'role',
    admins: [],
    editors: [],
    viewers: [],
  },
  waf: false,
  monthlyBudget: 50,
  budgetCovers: 'account',
  monthlyRequests: 1_000_000,
  release: { canaryPercent: 10, canaryMinutes: 5, bakeMinutes: 10 },
};

/** A stage to try things in, which nobody else uses: all that differs from production. */
const ELSEWHERE: StageSettings = {
  ...PRODUCTION,
  production: false,
  logRetentionDays: 7,
  pointInTimeRecoveryDays: 0,
  tracedShare: TRACED_SHARE.elsewhere,
  monthlyBudget: 0,
  monthlyRequests: 10_000,
  release: { canaryPercent: 100, canaryMinutes: 0, bakeMinutes: 2 },
};

/** What a stage has unless settings/stages.ts says otherwise. */
export function defaultSettings(production: boolean): StageSettings {
  return production ? PRODUCTION : ELSEWHERE;
}
