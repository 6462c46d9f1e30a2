import type { CompositeDefinition } from './composite-definition.ts';
import { AFTER_ITS_CAUSE } from './service-composites.ts';

/**
 * The shop is unwell within half an hour of a deployment that seemed to succeed: the release is the first suspect. It is one
 * incident with _Shop unavailable_, which the same errors raise, and lasts as long.
 */
export const unhealthyAfterDeployment: CompositeDefinition = {
  id: 'unhealthy-after-deployment',
  title: 'Unhealthy after deployment',
  severity: 'critical',
  category: 'delivery',
  group: 'shop',
  notices: 'The shop is slow, or answers with errors, since its new release.',
  promiseMinutes: 9,
  runbook: 'unhealthy-after-deployment.md',
  provenBy: [],
  undrilled:
    'Only a deployment raises one half of it; faults raise the other, and its scenarios bring the two together.',
  rule: { all: ['deployment-done', { any: ['application-down', 'high-error-rate', 'high-latency'] }] },
  suppressor: {
    id: 'table-failing',
    ...AFTER_ITS_CAUSE,
    reason: 'A table that fails is no fault of the release; what is wrong is told once, by its name.',
  },
};
