import * as z from 'zod/mini';
import { DASHBOARD_IDS } from '../../../monitoring/dashboards/panel.ts';
import { FUNCTION_IDS, SEVERITIES } from '../../../monitoring/resources.ts';
import { SeriesAnswer } from '../answer-schemas.ts';
import { QueryAnswerFields } from '../insights/query-schemas.ts';

const epoch = z.int().check(z.describe('Epoch milliseconds.'));
const period = z.int().check(z.describe('Seconds between two datapoints.'));
const unit = z.string();

const common = {
  id: z.string(),
  title: z.string(),
  description: z.string().check(z.describe('What to read from it.')),
  width: z.enum(['quarter', 'third', 'half', 'full']),
  alarms: z.array(z.object({ name: z.string(), title: z.string(), severity: z.enum(SEVERITIES), runbook: z.string() })),
  thresholds: z.array(
    z.object({ alarm: z.string(), label: z.string(), value: z.number(), breaches: z.enum(['above', 'below']) }),
  ),
};

const Panel = z
  .discriminatedUnion('type', [
    z.object({
      ...common,
      type: z.enum(['timeSeries', 'bar', 'stat', 'gauge', 'table']),
      unit,
      period,
      lines: z.int(),
      range: z.object({ min: z.number(), max: z.number() }),
      byFunction: z.boolean().check(z.describe('Whether one of several functions can be chosen.')),
    }),
    z.object({
      ...common,
      type: z.literal('sloBudget'),
      unit,
      period,
      slo: z.object({ id: z.string(), title: z.string(), objective: z.number() }),
    }),
    z.object({
      ...common,
      type: z.literal('logs'),
      unit,
      view: z.enum(['lines', 'table', 'bar', 'timeSeries']),
      query: z.string().check(z.describe('Id of a saved query.')),
    }),
    z.object({ ...common, type: z.literal('traces'), filter: z.string() }),
    z.object({ ...common, type: z.enum(['alarmStates', 'serviceMap']) }),
  ])
  .register(z.globalRegistry, { id: 'Panel' });

const Dollars = z.object({
  refresh: z.int().check(z.describe('Seconds between two readings.')),
  working: z.number().check(z.describe('US dollars a month for eight hours on 22 days.')),
  always: z.number().check(z.describe('The same for a screen that always shows it.')),
});

/** What `GET /api/ops/dashboards` answers. */
export const DashboardsAnswer = z
  .object({
    stage: z.string(),
    dashboards: z.array(
      z.object({
        id: z.enum(DASHBOARD_IDS),
        title: z.string(),
        description: z.string(),
        panels: z.array(Panel),
        dollars: z.array(Dollars),
      }),
    ),
    variables: z.object({
      function: z.array(z.enum(['all', ...FUNCTION_IDS])),
      route: z.array(z.string()),
      period: z.array(z.string()),
    }),
  })
  .register(z.globalRegistry, { id: 'Dashboards' });

/** What `GET /api/ops/dashboards/{id}` answers. */
export const DashboardFiguresAnswer = z
  .object({
    id: z.enum(DASHBOARD_IDS),
    generatedAt: z.iso.datetime(),
    start: epoch,
    end: epoch,
    panels: z.array(
      z.object({
        id: z.string(),
        start: epoch,
        end: epoch,
        period,
        series: z.array(SeriesAnswer),
        messages: z.array(z.string()).check(z.describe('Why some of its data is missing.')),
      }),
    ),
    traces: z.array(z.object({ id: z.string(), filter: z.string() })).check(z.describe('Filter expressions.')),
  })
  .register(z.globalRegistry, { id: 'DashboardFigures' });

/** What `GET /api/ops/dashboards/{id}/panels/{panel}` answers. */
export const PanelRowsAnswer = z
  .object({
    ...QueryAnswerFields,
    generatedAt: z.iso.datetime(),
    start: epoch,
    end: epoch,
    query: z.string().check(z.describe('As it was asked, in the language of CloudWatch Logs Insights.')),
    functions: z.array(z.enum(FUNCTION_IDS)),
  })
  .register(z.globalRegistry, { id: 'PanelRows' });
