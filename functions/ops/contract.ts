import type { FunctionContract } from '../lib/contract.ts';
import { healthContract } from '../lib/health-contract.ts';
import { alarmContract } from './alarm-contract.ts';
import * as examples from './answer-examples.ts';
import { ChartAnswer, LogLinesAnswer, NotificationsAnswer } from './answer-schemas.ts';
import { cost } from './cost/cost-examples.ts';
import { CostQuery } from './cost/cost-query.ts';
import { CostAnswer } from './cost/cost-schemas.ts';
import { dashboardContract } from './dashboards/dashboard-contract.ts';
import * as told from './deployment-examples.ts';
import { DeploymentHealthAnswer, DeploymentsAnswer, OneDeploymentAnswer } from './deployment-schemas.ts';
import { incidentContract } from './incident-contract.ts';
import { queryContract } from './insights/query-contract.ts';
import { DeploymentsQuery, LogsQuery, MetricsQuery, NotificationsQuery, ReportsQuery } from './ops-query.ts';
import * as slo from './slo-examples.ts';
import { ObjectivesAnswer, OneReportAnswer, ReportsAnswer } from './slo-schemas.ts';
import { traceContract } from './trace-contract.ts';
import { UPSTREAM_PROBLEMS } from './upstream-problems.ts';

/** What ops takes and answers. */
export const opsContract: FunctionContract<'ops'> = {
  ...dashboardContract,
  ...alarmContract,
  'GET /api/ops/metrics': {
    summary: 'Draws metrics by metric math',
    query: MetricsQuery,
    answers: { 200: { description: 'A line for each that is found.', json: ChartAnswer, example: examples.chart } },
    problems: UPSTREAM_PROBLEMS,
  },
  'GET /api/ops/logs': {
    summary: 'Finds log lines',
    query: LogsQuery,
    answers: { 200: { description: 'The first ones.', json: LogLinesAnswer, example: examples.logLines } },
    problems: UPSTREAM_PROBLEMS,
  },
  ...queryContract,
  'GET /api/ops/notifications': {
    summary: 'Lists what people were told',
    query: NotificationsQuery,
    answers: { 200: { description: 'Newest first.', json: NotificationsAnswer, example: examples.notifications } },
  },
  'GET /api/ops/cost': {
    summary: 'Tells the bill',
    description:
      'By line, for a month like the last days, beside the one that the stage’s settings expect; at list prices. It is told anew every five minutes.',
    query: CostQuery,
    answers: { 200: { description: 'The bill.', json: CostAnswer, example: cost } },
    problems: UPSTREAM_PROBLEMS,
  },
  'GET /api/ops/slos': {
    summary: 'Tells whether the objectives are kept',
    description: 'Over the last thirty days, with what is left of each error budget and how fast it is used up.',
    answers: { 200: { description: 'Every objective.', json: ObjectivesAnswer, example: slo.objectives } },
    problems: UPSTREAM_PROBLEMS,
  },
  'GET /api/ops/reports': {
    summary: 'Lists the reports on the objectives',
    query: ReportsQuery,
    answers: { 200: { description: 'The latest first.', json: ReportsAnswer, example: slo.reports } },
  },
  'GET /api/ops/reports/{id}': {
    summary: 'Reads a report on the objectives',
    answers: {
      200: { description: 'When they were violated, and why.', json: OneReportAnswer, example: slo.oneReport },
    },
    problems: { 404: 'There is no such report.' },
  },
  ...traceContract,
  'GET /api/ops/deployments': {
    summary: 'Lists deployments',
    query: DeploymentsQuery,
    answers: { 200: { description: 'Newest first.', json: DeploymentsAnswer, example: told.deployments } },
  },
  'GET /api/ops/deployments/{id}': {
    summary: 'Reads a deployment',
    answers: {
      200: { description: 'Its steps and checks.', json: OneDeploymentAnswer, example: told.deployment },
    },
    problems: { 404: 'There is no such deployment.' },
  },
  ...incidentContract,
  'GET /api/ops/deployments/{id}/health': {
    summary: 'Tells how the shop was around a deployment',
    description: 'Half an hour before it began, and half an hour after it ended.',
    answers: {
      200: {
        description: 'What is not told has no requests, or is not over.',
        json: DeploymentHealthAnswer,
        example: told.deploymentHealth,
      },
    },
    problems: { 404: 'There is no such deployment.', ...UPSTREAM_PROBLEMS },
  },
  'GET /metrics': {
    summary: 'Reads the metrics in Prometheus’s text format',
    description:
      'For a Prometheus server: it shows the metrics token as `Authorization: Bearer`. Admins may read it too.',
    answers: { 200: { description: 'The latest values, as CloudWatch has them.', media: ['text/plain'] } },
    problems: UPSTREAM_PROBLEMS,
  },
  'GET /health/ops': healthContract,
};
