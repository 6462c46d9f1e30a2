import { AwsError } from '../../aws/aws-error.ts';
import type { Operation } from '../../aws/aws-service.ts';
import { page } from '../page.ts';
import { read } from '../read-input.ts';
import type { ServiceState } from '../service-state.ts';

/** DescribeAlarmContributors: none, for only alarms on queries of several time series have them, and those are not served. */
export function describeAlarmContributors({ alarms }: Pick<ServiceState, 'alarms'>): Operation {
  return (input) => {
    const members = read(input);
    const name = members.requiredString('AlarmName');
    if (alarms.get(name) === undefined)
      throw new AwsError('ResourceNotFoundException', `The alarm ${name} does not exist.`, 404);
    page([], members.string('NextToken'), 1);
    return { AlarmContributors: [] };
  };
}
