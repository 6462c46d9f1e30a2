import { TRACE_GROUPS, traceGroupFilter, traceGroupName } from '../monitoring/trace-groups.ts';

/** X-Ray's groups of the stage, each with a service map of its own; insights, which cost, are off. */
export function createTraceGroups(): void {
  for (const group of TRACE_GROUPS) {
    new aws.xray.Group(`Traces-${group.id}`, {
      groupName: traceGroupName($app.stage, group.id),
      filterExpression: traceGroupFilter($app.stage, group),
      insightsConfiguration: { insightsEnabled: false, notificationsEnabled: false },
    });
  }
}
