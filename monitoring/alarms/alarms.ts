import type { AlarmDefinition } from './alarm-definition.ts';
import { applicationDown, lowAvailability } from './availability.ts';
import { concurrencyNearLimit, cpuHigh, functionThrottles, memoryHigh, storageFull } from './capacity.ts';
import { checkoutFailures } from './checkout.ts';
import { coldStartSurge } from './cold-starts.ts';
import { highErrorRate } from './errors.ts';
import { failedDeployment } from './failed-deployment.ts';
import { FUNCTION_DURATIONS, FUNCTION_ERRORS } from './function-alarms.ts';
import { highLatency, probeLatency } from './latency.ts';
import { SLO_WINDOWS } from './slo-windows.ts';
import { tableErrors, tableLatency, tableThrottles } from './table.ts';

/** Every alarm that is deployed. */
export const ALARMS: readonly AlarmDefinition[] = [
  applicationDown,
  highErrorRate,
  lowAvailability,
  highLatency,
  probeLatency,
  coldStartSurge,
  ...FUNCTION_ERRORS,
  ...FUNCTION_DURATIONS,
  functionThrottles,
  concurrencyNearLimit,
  memoryHigh,
  cpuHigh,
  storageFull,
  tableErrors,
  tableThrottles,
  tableLatency,
  checkoutFailures,
  failedDeployment,
  ...SLO_WINDOWS,
];
