import type { AlarmDefinition } from './alarm-definition.ts';
import { applicationDown, lowAvailability } from './availability.ts';
import { cacheHitRatio } from './cache-hit-ratio.ts';
import { concurrencyNearLimit, cpuHigh, functionThrottles, memoryHigh, storageFull } from './capacity.ts';
import { checkoutFailures } from './checkout.ts';
import { coldStartSurge } from './cold-starts.ts';
import { costForecast } from './cost-forecast.ts';
import { deploymentDone } from './deployment-done.ts';
import { highErrorRate } from './errors.ts';
import { failedDeployment } from './failed-deployment.ts';
import { failedLoginSurge } from './failed-login-surge.ts';
import { fraudSurge } from './fraud-surge.ts';
import { FUNCTION_DURATIONS, FUNCTION_ERRORS } from './function-alarms.ts';
import { JOB_ALARMS } from './jobs.ts';
import { highLatency, probeLatency } from './latency.ts';
import { ledgerMismatch } from './ledger-mismatch.ts';
import { lowStock } from './low-stock.ts';
import { notificationDeliveryFailing } from './notification-delivery-failing.ts';
import { orderDeadLetters, orderQueueAge, streamAge } from './orders.ts';
import { paymentFailures } from './payment-failures.ts';
import { conversionFallen, ordersAnomalous } from './sales.ts';
import { SLO_WINDOWS } from './slo-windows.ts';
import { tableErrors, tableLatency, tableThrottles } from './table.ts';
import { emfErrors, heartbeatMissing, logsStopped, telemetryRejected } from './telemetry.ts';
import { tracesStopped } from './traces-stopped.ts';

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
  orderQueueAge,
  orderDeadLetters,
  streamAge,
  ...JOB_ALARMS,
  cacheHitRatio,
  paymentFailures,
  checkoutFailures,
  fraudSurge,
  failedLoginSurge,
  conversionFallen,
  ordersAnomalous,
  lowStock,
  ledgerMismatch,
  failedDeployment,
  deploymentDone,
  heartbeatMissing,
  telemetryRejected,
  emfErrors,
  logsStopped,
  tracesStopped,
  notificationDeliveryFailing,
  costForecast,
  ...SLO_WINDOWS,
];
