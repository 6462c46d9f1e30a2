import type { DeploymentStatus, StepName, StepStatus } from '../../../../functions/ops/responses.ts';
import type { Tone } from '../../ui/badge.tsx';

/** How a deployment stands, in a word or two. */
export const DEPLOYMENT_WORDS: Readonly<Record<DeploymentStatus, { tone: Tone; label: string }>> = {
  running: { tone: 'info', label: 'Running' },
  succeeded: { tone: 'good', label: 'Succeeded' },
  failed: { tone: 'bad', label: 'Failed' },
  'rolled-back': { tone: 'warn', label: 'Rolled back' },
  interrupted: { tone: 'warn', label: 'Interrupted' },
};

/** How a step stands, in a word; `waiting` is one that has not begun. */
export const STEP_WORDS: Readonly<Record<StepStatus | 'waiting', string>> = {
  running: 'Running',
  succeeded: 'Succeeded',
  failed: 'Failed',
  skipped: 'Skipped',
  interrupted: 'Interrupted',
  waiting: 'Waiting',
};

/** What a step is called, and what it does. */
export const STEP_NAMES: Readonly<Record<StepName, { label: string; purpose: string }>> = {
  install: { label: 'Install', purpose: 'Its dependencies, in a folder of its own' },
  test: { label: 'Test', purpose: 'Everything that npm test proves' },
  build: { label: 'Build', purpose: 'Functions and pages' },
  deploy: { label: 'Deploy', purpose: 'Into place, then a share of the requests, then all' },
  verify: { label: 'Verify', purpose: 'Health, a shopper’s walk, and the alarms for a while' },
  rollback: { label: 'Roll back', purpose: 'The release before serves again' },
};
