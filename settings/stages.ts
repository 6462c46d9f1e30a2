import type { StageOverrides } from './stage-settings.ts';

/**
 * What is decided about each stage: edit this file. A stage that is not here has the settings of settings/defaults.ts, and
 * one that is here has them where it says nothing. settings/stage-settings.ts says what each setting is.
 */
export const STAGES: Readonly<Record<string, StageOverrides>> = {
  // What is called production or prod is production unless it says `production: false`; of others, what says `production: true`.
  production: {},
  // Every pull request's stage (pr42): it is looked at by whoever opened it, so it mails nobody.
  preview: { emailed: false },
  // The system that `npm start` runs: some requests come all the time, so a release can be watched while it gets a tenth.
  local: { release: { canaryPercent: 10, canaryMinutes: 1 } },
};
