import * as z from 'zod/mini';
import { DASHBOARD_IDS } from '../../../monitoring/dashboards/panel.ts';
import { FUNCTION_IDS } from '../../../monitoring/resources.ts';
import type { Cost } from './cost-responses.ts';

const instant = z.iso.datetime();
const dollars = z.number().check(z.minimum(0));
const priced = z.object({ quantity: z.string(), dollars });
const count = z.number().check(z.minimum(0));

const Line = z.object({ item: z.string(), expected: priced, projected: priced }).register(z.globalRegistry, {
  id: 'BillLine',
});

const FunctionCost = z
  .object({ id: z.enum(FUNCTION_IDS), runs: count, averageMs: count, logBytes: count, dollars })
  .register(z.globalRegistry, { id: 'FunctionCost' });

const MetricCost = z
  .object({
    name: z.string(),
    series: z.int().check(z.minimum(1), z.describe('How many values its dimensions have.')),
    share: z.number().check(z.minimum(0), z.maximum(1), z.describe('Of the month’s hours, for which they are billed.')),
    dollars,
  })
  .register(z.globalRegistry, { id: 'MetricCost' });

const ViewerCost = z
  .object({
    dashboard: z.enum(DASHBOARD_IDS),
    title: z.string(),
    costs: z
      .array(z.object({ refresh: count, workingHours: dollars, allHours: dollars }))
      .check(z.describe('By seconds between two readings: for eight hours on 22 days, and around the clock.')),
  })
  .register(z.globalRegistry, { id: 'ViewerCost' });

/** What `GET /api/ops/cost` answers. */
export const CostAnswer = z
  .object({
    generatedAt: instant,
    measured: z.exactOptional(
      z.object({ from: instant, to: instant, requests: count }).check(z.describe('Absent where nothing has run.')),
    ),
    requests: z.object({ expected: count, projected: count }).check(z.describe('Of a month, the probe’s among them.')),
    budget: z.exactOptional(dollars.check(z.describe('Of a month; absent where there is none.'))),
    lines: z.array(Line).check(z.describe('US dollars a month at list prices.')),
    total: z.object({ expected: dollars, projected: dollars }),
    functions: z.array(FunctionCost).check(z.describe('The dearest first, without what is free deducted.')),
    metrics: z.array(MetricCost).check(z.describe('The dearest first, without what is free deducted.')),
    viewers: z.array(ViewerCost).check(z.describe('What it costs that one person has a dashboard open.')),
    charges: z
      .array(z.object({ at: instant, dollars }))
      .check(z.describe('What AWS Billing has charged since the month began, as far as CloudWatch knows.')),
  })
  .register(z.globalRegistry, { id: 'Cost' }) satisfies z.ZodMiniType<Cost>;
