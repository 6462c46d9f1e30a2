import type { CompositeDefinition } from './composite-definition.ts';

/** The shop is unwell within half an hour of a deployment that seemed to succeed: the release is the first suspect. */
export const unhealthyAfterDeployment: CompositeDefinition = {
  id: 'unhealthy-after-deployment',
  title: 'Unhealthy after deployment',
  severity: 'critical',
  category: 'delivery',
  group: 'delivery',
  notices: 'The shop is slow, or answers with errors, since its new release.',
  promiseMinutes: 7,
  runbook: 'unhealthy-after-deployment.md',
  provenBy: [],
  undrilled:
    'Only a deployment raises one half of it; faults raise the other, and its scenarios bring the two together.',
  rule: { all: ['deployment-done', { any: ['application-down', 'high-error-rate', 'high-latency'] }] },
};
