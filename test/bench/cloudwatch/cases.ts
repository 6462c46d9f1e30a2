import type { BenchCase } from './bench-case.ts';
import { evaluateAlarms, growthInAlarms } from './cases/evaluate-alarms.ts';
import { getMetricData } from './cases/get-metric-data.ts';
import { ingestEmf } from './cases/ingest-emf.ts';
import { emptyProcess, growthInMetrics, keepFifteenDays } from './cases/keep-metrics.ts';
import { mixedAlarms } from './cases/mixed-alarms.ts';
import { putOverHttp, readWhileWriting } from './cases/serve.ts';
import { thirtyDays } from './cases/thirty-days.ts';

/** Every case by the name that it is chosen by. */
export const CASES: Readonly<Record<string, BenchCase>> = {
  alarms: evaluateAlarms,
  emf: ingestEmf,
  query: getMetricData,
  empty: emptyProcess,
  memory: keepFifteenDays,
  month: thirtyDays,
  mixed: mixedAlarms,
  put: putOverHttp,
  read: readWhileWriting,
  'alarm-growth': growthInAlarms,
  'metric-growth': growthInMetrics,
};
