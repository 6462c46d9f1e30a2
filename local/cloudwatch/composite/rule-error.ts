import type { AwsError } from '../../aws/aws-error.ts';
import { validationError } from '../errors.ts';

/** PutCompositeAlarm's refusal of an AlarmRule that is not one. */
export function alarmRuleError(cause: string): AwsError {
  return validationError(`Error in AlarmRule [${cause}]`);
}
