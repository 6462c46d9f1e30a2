import type { RouteContract } from '../lib/contract.ts';
import * as examples from './answer-examples.ts';
import { TraceAnswer, TracesAnswer } from './answer-schemas.ts';
import { TracesQuery } from './ops-query.ts';
import { serviceMap, serviceStatistics } from './service-map/service-map-examples.ts';
import { ServiceMapQuery, ServiceStatisticsQuery } from './service-map/service-map-query.ts';
import { ServiceMapAnswer, ServiceStatisticsAnswer } from './service-map/service-map-schemas.ts';
import { UPSTREAM_PROBLEMS } from './upstream-problems.ts';

/** What the routes about traces and the service map take and answer. */
export const traceContract = {
  'GET /api/ops/traces': {
    summary: 'Finds traces',
    query: TracesQuery,
    answers: { 200: { description: 'Newest first.', json: TracesAnswer, example: examples.traces } },
    problems: UPSTREAM_PROBLEMS,
  },
  'GET /api/ops/traces/{id}': {
    summary: 'Reads a trace',
    answers: { 200: { description: 'Its segments, parents first.', json: TraceAnswer, example: examples.trace } },
    problems: { 404: 'There is no such trace.', ...UPSTREAM_PROBLEMS },
  },
  'GET /api/ops/service-map': {
    summary: 'Tells what calls what',
    description:
      'With how often, how long and how it went, of the traces that X-Ray recorded: of a group, or of the latest ones that a filter lets through.',
    query: ServiceMapQuery,
    answers: { 200: { description: 'Services and their calls.', json: ServiceMapAnswer, example: serviceMap } },
    problems: UPSTREAM_PROBLEMS,
  },
  'GET /api/ops/service-map/statistics': {
    summary: 'Tells how a service went over time',
    description: 'Or the calls of one by another.',
    query: ServiceStatisticsQuery,
    answers: {
      200: { description: 'By minute, or by five.', json: ServiceStatisticsAnswer, example: serviceStatistics },
    },
    problems: UPSTREAM_PROBLEMS,
  },
} as const satisfies Record<string, RouteContract>;
