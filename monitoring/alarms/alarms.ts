import type { AlarmDefinition } from './alarm-definition.ts';
import { applicationDown } from './availability.ts';
import { checkoutFailures } from './checkout.ts';
import { highErrorRate } from './errors.ts';
import { failedDeployment } from './failed-deployment.ts';

/** Every alarm that is deployed. */
export const ALARMS: readonly AlarmDefinition[] = [applicationDown, highErrorRate, checkoutFailures, failedDeployment];
