import * as z from 'zod/mini';
import type { FunctionContract } from '../lib/contract.ts';
import { healthContract } from '../lib/health-contract.ts';
import * as examples from './answer-examples.ts';
import {
  AlarmHistoryAnswer,
  AlarmMetricAnswer,
  AlarmsAnswer,
  ChartAnswer,
  DashboardAnswer,
  DashboardReferenceAnswer,
  LogLinesAnswer,
  NotificationsAnswer,
  TraceAnswer,
  TracesAnswer,
} from './answer-schemas.ts';
import { cost } from './cost/cost-examples.ts';
import { CostQuery } from './cost/cost-query.ts';
import { CostAnswer } from './cost/cost-schemas.ts';
import * as told from './deployment-examples.ts';
import { DeploymentsAnswer, OneDeploymentAnswer } from './deployment-schemas.ts';
import * as incident from './incident-examples.ts';
import { AcknowledgedAnswer, AcknowledgeRequest, IncidentsAnswer, OneIncidentAnswer } from './incident-schemas.ts';
import { queryContract } from './insights/query-contract.ts';
import {
  AlarmMetricQuery,
  DashboardQuery,
  DeploymentsQuery,
  IncidentsQuery,
  LogsQuery,
  MetricsQuery,
  NotificationsQuery,
  ReportsQuery,
  TracesQuery,
} from './ops-query.ts';
import * as slo from './slo-examples.ts';
import { ObjectivesAnswer, OneReportAnswer, ReportsAnswer } from './slo-schemas.ts';

const problems = {
  429: 'AWS’s service behind it takes no more calls right now.',
  502: 'AWS’s service behind it does not answer.',
} as const;

/** What ops takes and answers. */
export const opsContract: FunctionContract<'ops'> = {
  'GET /api/ops/dashboards': {
    summary: 'Lists the dashboards',
    answers: {
      200: {
        description: 'Every dashboard of the shop.',
        json: z.array(DashboardReferenceAnswer),
        example: [examples.dashboardReference],
      },
    },
    problems,
  },
  'GET /api/ops/dashboards/{name}': {
    summary: 'Reads a dashboard with its data',
    query: DashboardQuery,
    answers: { 200: { description: 'The dashboard.', json: DashboardAnswer, example: examples.dashboard } },
    problems: { 404: 'There is no such dashboard.', ...problems },
  },
  'GET /api/ops/alarms': {
    summary: 'Lists the alarms',
    answers: { 200: { description: 'Every alarm with its state.', json: AlarmsAnswer, example: examples.alarms } },
    problems,
  },
  'GET /api/ops/alarms/{name}/history': {
    summary: 'Reads an alarm’s history',
    answers: { 200: { description: 'Newest first.', json: AlarmHistoryAnswer, example: examples.alarmHistory } },
    problems: { 404: 'There is no such alarm.', ...problems },
  },
  'GET /api/ops/alarms/{name}/metric': {
    summary: 'Reads what an alarm looks at',
    query: AlarmMetricQuery,
    answers: {
      200: {
        description: 'Its metric over time, and its threshold.',
        json: AlarmMetricAnswer,
        example: examples.alarmMetric,
      },
    },
    problems: { 404: 'There is no such alarm, or it is a composite one.', ...problems },
  },
  'GET /api/ops/metrics': {
    summary: 'Draws metrics by metric math',
    query: MetricsQuery,
    answers: { 200: { description: 'A line for each that is found.', json: ChartAnswer, example: examples.chart } },
    problems,
  },
  'GET /api/ops/logs': {
    summary: 'Finds log lines',
    query: LogsQuery,
    answers: { 200: { description: 'The first ones.', json: LogLinesAnswer, example: examples.logLines } },
    problems,
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
    problems,
  },
  'GET /api/ops/slos': {
    summary: 'Tells whether the objectives are kept',
    description: 'Over the last thirty days, with what is left of each error budget and how fast it is used up.',
    answers: { 200: { description: 'Every objective.', json: ObjectivesAnswer, example: slo.objectives } },
    problems,
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
  'GET /api/ops/traces': {
    summary: 'Finds traces',
    query: TracesQuery,
    answers: { 200: { description: 'Newest first.', json: TracesAnswer, example: examples.traces } },
    problems,
  },
  'GET /api/ops/traces/{id}': {
    summary: 'Reads a trace',
    answers: { 200: { description: 'Its segments, parents first.', json: TraceAnswer, example: examples.trace } },
    problems: { 404: 'There is no such trace.', ...problems },
  },
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
  'GET /api/ops/incidents': {
    summary: 'Lists incidents',
    query: IncidentsQuery,
    answers: { 200: { description: 'Newest first.', json: IncidentsAnswer, example: incident.incidents } },
  },
  'GET /api/ops/incidents/{id}': {
    summary: 'Reads an incident',
    answers: {
      200: {
        description: 'Its alarms, its course and who was told.',
        json: OneIncidentAnswer,
        example: incident.incident,
      },
    },
    problems: { 404: 'There is no such incident.' },
  },
  'POST /api/ops/incidents/{id}/acknowledge': {
    summary: 'Acknowledges an incident',
    description: 'Nobody else is told of it then. Again, it changes nothing.',
    answers: {
      200: {
        description: 'The incident, with whoever acknowledged it first.',
        json: OneIncidentAnswer,
        example: incident.incident,
      },
    },
    problems: { 404: 'There is no such incident.', 409: 'The incident is over.' },
  },
  'POST /api/incidents/{id}/acknowledge': {
    summary: 'Acknowledges an incident by a link',
    description: 'For the page that the link of a notification opens: whoever was told needs no account for it.',
    body: { json: AcknowledgeRequest, example: { token: 'first.c2lnbmVkIGJ5IHRoZSBrZXkgb2YgYSBzdGFnZSdzIGxpbmtz' } },
    answers: { 200: { description: 'The incident.', json: AcknowledgedAnswer, example: incident.acknowledged } },
    problems: {
      403: 'The link does not acknowledge this incident.',
      404: 'There is no such incident.',
      409: 'The incident is over.',
    },
  },
  'GET /metrics': {
    summary: 'Reads the metrics in Prometheus’s text format',
    description:
      'For a Prometheus server: it shows the metrics token as `Authorization: Bearer`. Admins may read it too.',
    answers: { 200: { description: 'The latest values, as CloudWatch has them.', media: ['text/plain'] } },
    problems,
  },
  'GET /health/ops': healthContract,
};
