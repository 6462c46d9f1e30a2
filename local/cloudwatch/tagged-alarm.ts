import { AwsError } from '../aws/aws-error.ts';
import type { Alarm } from './alarms/alarm.ts';
import { invalidValue } from './errors.ts';
import type { ServiceState } from './service-state.ts';

/** The alarm that a ResourceARN names; only alarms carry tags here. */
export function taggedAlarm({ alarms }: Pick<ServiceState, 'alarms'>, arn: string): Alarm {
  const [, name] = /^arn:aws:cloudwatch:[^:]*:[^:]*:alarm:(.+)$/.exec(arn) ?? [];
  if (name === undefined) throw invalidValue(`The value ${arn} for parameter ResourceARN is not the ARN of an alarm.`);
  const alarm = alarms.get(name);
  if (alarm?.arn === arn) return alarm;
  throw new AwsError('ResourceNotFoundException', `The resource ${arn} does not exist.`, 404, {
    members: { ResourceType: 'alarm', ResourceId: name },
  });
}
