import type { FunctionContract } from '../../lib/contract.ts';
import { UPSTREAM_PROBLEMS } from '../upstream-problems.ts';
import { DashboardQuery } from './dashboard-query.ts';
import type { DashboardFigures, Dashboards, PanelRows } from './dashboard-responses.ts';
import { DashboardFiguresAnswer, DashboardsAnswer, PanelRowsAnswer } from './dashboard-schemas.ts';

const generatedAt = '2026-06-01T12:00:00.000Z';
const end = Date.parse(generatedAt);
const start = end - 3_600_000;

const dashboards: Dashboards = {
  stage: 'prod',
  dashboards: [
    {
      id: 'overview',
      title: 'Overview',
      description: 'How the shop does right now.',
      panels: [
        {
          id: 'error-rate',
          title: 'Error rate',
          description: 'Share of requests answered with 5xx.',
          width: 'half',
          alarms: [
            {
              name: 'smallcart-prod-high-error-rate',
              title: 'High error rate',
              severity: 'critical',
              runbook: 'high-error-rate',
            },
          ],
          thresholds: [{ alarm: 'high-error-rate', label: 'High error rate', value: 5, breaches: 'above' }],
          type: 'timeSeries',
          unit: '%',
          period: 60,
          lines: 1,
          range: { min: 0, max: 100 },
          byFunction: false,
        },
      ],
      dollars: [{ refresh: 60, working: 1.2, always: 5 }],
    },
  ],
  variables: { function: ['all', 'checkout'], route: ['all', '/api/checkout'], period: ['auto', '60'] },
};

const figures: DashboardFigures = {
  id: 'overview',
  ...{ generatedAt, start, end },
  panels: [
    {
      id: 'error-rate',
      ...{ start, end, period: 60 },
      series: [{ id: 'rate', label: 'Error rate', timestamps: [start, start + 60_000], values: [0, 7.5] }],
      messages: [],
    },
  ],
  traces: [{ id: 'failed-traces', filter: 'fault = true' }],
};

const rows: PanelRows = {
  ...{ generatedAt, start, end },
  fields: ['service', 'errors'],
  rows: [{ service: 'checkout', errors: '3' }],
  statistics: { recordsMatched: 3, recordsScanned: 9_310, bytesScanned: 7_204_118 },
  query: 'filter level = "ERROR" | stats count(*) as errors by service',
  functions: ['checkout'],
};

type DashboardRoute =
  | 'GET /api/ops/dashboards'
  | 'GET /api/ops/dashboards/{id}'
  | 'GET /api/ops/dashboards/{id}/panels/{panel}';

/** What the routes of dashboards take and answer. */
export const dashboardContract: Pick<FunctionContract<'ops'>, DashboardRoute> = {
  'GET /api/ops/dashboards': {
    summary: 'Lists the dashboards',
    answers: {
      200: {
        description: 'What their panels are, and what may be chosen.',
        json: DashboardsAnswer,
        example: dashboards,
      },
    },
  },
  'GET /api/ops/dashboards/{id}': {
    summary: 'Reads the figures of a dashboard',
    description: 'Once in each period of a panel, so that several viewers cost what one does.',
    query: DashboardQuery,
    answers: {
      200: { description: 'Of each panel that has some.', json: DashboardFiguresAnswer, example: figures },
    },
    problems: { 404: 'There is no such dashboard.', ...UPSTREAM_PROBLEMS },
  },
  'GET /api/ops/dashboards/{id}/panels/{panel}': {
    summary: 'Reads what logs say in a panel',
    query: DashboardQuery,
    answers: { 200: { description: 'What its query found.', json: PanelRowsAnswer, example: rows } },
    problems: { 404: 'There is no such panel.', ...UPSTREAM_PROBLEMS },
  },
};
