import { AwsError } from '../aws/aws-error.ts';
import { invalidValue } from './errors.ts';
import type { ServiceState } from './service-state.ts';

/** What of the service's state has the resources that carry tags. */
export type TaggedState = Pick<ServiceState, 'alarms' | 'muteRules' | 'dashboards'>;

/** The ARN of the alarm, mute rule or dashboard that a ResourceARN names; ResourceNotFoundException without it. */
export function taggedResource(state: TaggedState, arn: string): string {
  const [, type, name = ''] =
    /^arn:aws:cloudwatch:[^:]*:[^:]*:(alarm(?=:)|alarm-mute-rule(?=:)|dashboard(?=\/)).(.+)$/s.exec(arn) ?? [];
  const resource = find(state, type, name);
  if (resource === undefined) {
    throw invalidValue(
      `The value ${arn} for parameter ResourceARN is not the ARN of an alarm, a mute rule or a dashboard.`,
    );
  }
  if (resource.arn === arn) return arn;
  throw new AwsError('ResourceNotFoundException', `The resource ${arn} does not exist.`, 404, {
    members: { ResourceType: type, ResourceId: name },
  });
}

/** The ARN of the resource of that name, if any; undefined when the type has no tags. */
function find(state: TaggedState, type: string | undefined, name: string): { arn: string | undefined } | undefined {
  switch (type) {
    case 'alarm':
      return { arn: state.alarms.get(name)?.arn };
    case 'alarm-mute-rule':
      return { arn: state.muteRules.get(name)?.arn };
    case 'dashboard':
      return { arn: state.dashboards.get(name)?.arn };
    default:
      return undefined;
  }
}
