import { DEPLOYMENT_STEPS } from '../dimensions.ts';
import { type MetricQuery, metric } from '../metric-query.ts';
import type { Panel } from './dashboard-definition.ts';

const HOUR = 3_600;
const api = { resource: 'api' } as const;

const succeeded: MetricQuery = {
  id: 'succeeded',
  label: 'Succeeded',
  metric: metric('deployments', { Result: 'succeeded' }),
  stat: 'Sum',
};
const failed: MetricQuery = {
  id: 'failed',
  label: 'Failed',
  metric: metric('deployments', { Result: 'failed' }),
  stat: 'Sum',
};
const hidden = (query: MetricQuery): MetricQuery => ({ ...query, returnData: false });

/** How releases come to the stage; an hour without a deployment has no datapoint. */
export const DEPLOYMENT_PANELS: readonly Panel[] = [
  {
    title: 'Deployments',
    description: 'Deployments that ended, by hour; failed are also those that were rolled back or interrupted.',
    view: 'timeSeries',
    unit: 'deployments',
    period: HOUR,
    queries: [succeeded, failed],
  },
  {
    title: 'Deployment success',
    description: 'Share of the deployments so far, within the time shown, that succeeded.',
    view: 'timeSeries',
    unit: '%',
    period: HOUR,
    queries: [
      {
        id: 'rate',
        expression: '100 * RUNNING_SUM(succeeded) / (RUNNING_SUM(succeeded) + RUNNING_SUM(failed))',
        label: 'Success',
      },
      hidden(succeeded),
      hidden(failed),
    ],
  },
  {
    title: 'Deployment duration',
    description: 'How long each step took; a step that grows from release to release is worth a look.',
    view: 'timeSeries',
    unit: 's',
    period: HOUR,
    queries: DEPLOYMENT_STEPS.map((Step) => ({
      id: Step,
      label: Step,
      metric: metric('deploymentDuration', { Step }),
      stat: 'Maximum',
    })),
  },
  {
    title: 'Bundle size',
    description: 'All functions’ bundles together; a leap is a library that got in, and makes cold starts slower.',
    view: 'timeSeries',
    unit: 'MB',
    period: HOUR,
    queries: [
      { id: 'size', expression: 'bytes / 1000000', label: 'Bundles' },
      { id: 'bytes', metric: metric('deploymentBundleSize', {}), stat: 'Maximum', returnData: false },
    ],
  },
  {
    title: 'Time between deployments',
    description: 'Time from the end of one deployment to the end of the next; the shorter, the smaller the steps.',
    view: 'timeSeries',
    unit: 'hours',
    period: HOUR,
    queries: [
      { id: 'hours', expression: 'seconds / 3600', label: 'Since the last one' },
      { id: 'seconds', metric: metric('timeSinceLastDeployment', {}), stat: 'Average', returnData: false },
    ],
  },
  {
    title: 'Errors around deployments',
    description: 'Error rate of the hours in which a release was deployed; compare it with Overview’s Error rate.',
    view: 'timeSeries',
    unit: '%',
    period: HOUR,
    queries: [
      // Where nothing was deployed the quotient is by 0, which has no datapoint.
      { id: 'rate', expression: '100 * errors / requests / (succeeded + failed > 0)', label: 'Error rate' },
      { id: 'errors', metric: metric('apiServerErrors', { ApiId: api }), stat: 'Sum', returnData: false },
      { id: 'requests', metric: metric('apiRequests', { ApiId: api }), stat: 'Sum', returnData: false },
      hidden(succeeded),
      hidden(failed),
    ],
  },
];
