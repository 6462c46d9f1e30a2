import { AwsError } from '../aws/aws-error.ts';
import { invalidValue } from './errors.ts';
import type { ServiceState } from './service-state.ts';

/** What of the service's state has the resources that carry tags. */
export type TaggedState = Pick<ServiceState, 'alarms' | 'muteRules'>;

/** The ARN of the alarm or mute rule that a ResourceARN names; ResourceNotFoundException without it. */
export function taggedResource({ alarms, muteRules }: TaggedState, arn: string): string {
  const [, type, name = ''] = /^arn:aws:cloudwatch:[^:]*:[^:]*:(alarm|alarm-mute-rule):(.+)$/s.exec(arn) ?? [];
  if (type === undefined) {
    throw invalidValue(`The value ${arn} for parameter ResourceARN is not the ARN of an alarm or a mute rule.`);
  }
  const resource = type === 'alarm' ? alarms.get(name) : muteRules.get(name);
  if (resource?.arn === arn) return arn;
  throw new AwsError('ResourceNotFoundException', `The resource ${arn} does not exist.`, 404, {
    members: { ResourceType: type, ResourceId: name },
  });
}
