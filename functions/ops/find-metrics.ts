import { Problem } from '../lib/problem.ts';
import { chartOf } from './chart.ts';
import { dashboardRange } from './dashboard-range.ts';
import type { MetricsQuery } from './ops-query.ts';
import type { Chart } from './responses.ts';
import { awsCause } from './upstream.ts';

/** What metric math finds; 400 when CloudWatch does not understand it. `now` is in epoch ms. */
export async function findMetrics({ expression, ...query }: MetricsQuery, now: number): Promise<Chart> {
  const range = dashboardRange(query, now);
  try {
    return await chartOf([{ Id: 'q', Expression: expression, Period: range.period }], range, now);
  } catch (error) {
    const cause = awsCause(error, 'ValidationError', 'ValidationException', 'InvalidParameterValueException');
    if (cause === undefined) throw error;
    throw new Problem(400, 'CloudWatch does not understand the expression.', {
      code: 'expression',
      errors: [{ path: 'expression', message: cause.message }],
      cause,
    });
  }
}
