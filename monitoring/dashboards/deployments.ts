import { DEPLOYMENT_STEPS } from '../dimensions.ts';
import { metric } from '../metric-query.ts';
import { line, math, part } from './lines.ts';
import type { DashboardDefinition } from './panel.ts';

const HOUR = 3_600;
const api = { resource: 'api' } as const;
const succeeded = metric('deployments', { Result: 'succeeded' });
const failed = metric('deployments', { Result: 'failed' });
const PARTS = [part('succeeded', succeeded, 'Sum'), part('failed', failed, 'Sum')];

/** How releases come to the stage; an hour without a deployment has no datapoint. */
export const deployments: DashboardDefinition = {
  id: 'deployments',
  title: 'Deployments',
  description: 'For those who deploy: how often, how fast, and whether the shop was well after it.',
  panels: [
    {
      type: 'alarmStates',
      id: 'alarms',
      title: 'Deployment alarms',
      description: 'Whether the last deployment failed, and whether the shop is unwell since.',
      alarms: ['unhealthy-after-deployment', 'failed-deployment', 'deployment-done'],
    },
    {
      type: 'bar',
      id: 'deployments',
      title: 'Deployments',
      description: 'Deployments that ended, by hour; failed are also those that were rolled back or interrupted.',
      unit: 'deployments',
      period: HOUR,
      queries: [line('succeeded', 'Succeeded', succeeded, 'Sum'), line('failed', 'Failed', failed, 'Sum')],
      alarms: ['failed-deployment'],
    },
    {
      type: 'timeSeries',
      id: 'success',
      title: 'Deployment success',
      description: 'Share of the deployments so far, within the time shown, that succeeded.',
      unit: '%',
      period: HOUR,
      queries: [
        math('rate', 'Success', '100 * RUNNING_SUM(succeeded) / (RUNNING_SUM(succeeded) + RUNNING_SUM(failed))'),
        ...PARTS,
      ],
      alarms: ['failed-deployment'],
    },
    {
      type: 'timeSeries',
      id: 'duration',
      title: 'Deployment duration',
      description: 'How long each step took; a step that grows from release to release is worth a look.',
      unit: 's',
      period: HOUR,
      queries: DEPLOYMENT_STEPS.map((Step) => line(Step, Step, metric('deploymentDuration', { Step }), 'Maximum')),
    },
    {
      type: 'timeSeries',
      id: 'frequency',
      title: 'Time between deployments',
      description: 'Time from the end of one deployment to the end of the next; the shorter, the smaller the steps.',
      unit: 'hours',
      period: HOUR,
      queries: [
        math('hours', 'Since the last one', 'seconds / 3600'),
        part('seconds', metric('timeSinceLastDeployment', {}), 'Average'),
      ],
    },
    {
      type: 'timeSeries',
      id: 'health',
      title: 'Errors around deployments',
      description: 'Error rate of the hours in which a release was deployed; compare it with Overview’s Error rate.',
      unit: '%',
      period: HOUR,
      queries: [
        // Where nothing was deployed the quotient is by 0, which has no datapoint.
        math('rate', 'Error rate', '100 * errors / requests / (succeeded + failed > 0)'),
        part('errors', metric('apiServerErrors', { ApiId: api }), 'Sum'),
        part('requests', metric('apiRequests', { ApiId: api }), 'Sum'),
        ...PARTS,
      ],
      alarms: ['unhealthy-after-deployment'],
    },
    {
      type: 'timeSeries',
      id: 'health-latency',
      title: 'Latency around deployments',
      description:
        'What 95 % of requests took at most in the hours with a release: its cold starts, and whether it is slower.',
      unit: 'ms',
      period: HOUR,
      queries: [
        math('p95', 'p95', 'latency / (succeeded + failed > 0)'),
        part('latency', metric('apiLatency', { ApiId: api }), 'p95'),
        ...PARTS,
      ],
      alarms: ['unhealthy-after-deployment'],
    },
    {
      type: 'traces',
      id: 'traces',
      title: 'Deployments step by step',
      description: 'Traces of deployments with a part for each step; a step that failed shows why.',
      filter: 'annotation.deployment BEGINSWITH "dep_"',
    },
    {
      type: 'timeSeries',
      id: 'bundle-size',
      title: 'Bundle size',
      description: 'All functions’ bundles together; a leap is a library that got in, and makes cold starts slower.',
      unit: 'MB',
      period: HOUR,
      queries: [
        math('size', 'Bundles', 'bytes / 1000000'),
        part('bytes', metric('deploymentBundleSize', {}), 'Maximum'),
      ],
    },
  ],
};
