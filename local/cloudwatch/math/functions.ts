import { AGGREGATES } from './functions/aggregate.ts';
import { ANOMALY_DETECTION } from './functions/anomaly.ts';
import { CALENDAR } from './functions/calendar.ts';
import { CONDITIONAL } from './functions/conditional.ts';
import { ELEMENTWISE } from './functions/elementwise.ts';
import { FILLING } from './functions/fill.ts';
import { REQUEST } from './functions/request.ts';
import { SEARCHING } from './functions/search.ts';
import { SELECTIONS } from './functions/selection.ts';
import { SEQUENCES } from './functions/sequence.ts';
import type { MathFunction } from './math-function.ts';

const FUNCTIONS: Readonly<Record<string, MathFunction>> = {
  ...ELEMENTWISE,
  ...AGGREGATES,
  ...ANOMALY_DETECTION,
  ...CONDITIONAL,
  ...FILLING,
  ...SEQUENCES,
  ...SELECTIONS,
  ...SEARCHING,
  ...CALENDAR,
  ...REQUEST,
};

/** Functions that read what is outside CloudWatch's metrics and is not emulated. */
const UNSERVED: Readonly<Record<string, string>> = {
  DB_PERF_INSIGHTS: 'RDS Performance Insights',
  INSIGHT_RULE_METRIC: 'Contributor Insights',
  LAMBDA: 'data sources behind Lambda functions',
  SERVICE_QUOTA: 'Service Quotas',
};

/** What a function of that name reads, if it is one of AWS's that is not served. */
export function unservedSource(name: string): string | undefined {
  return Object.hasOwn(UNSERVED, name) ? UNSERVED[name] : undefined;
}

/** The metric math function of that name, which is upper-case. */
export function findFunction(name: string): MathFunction | undefined {
  return Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
}
