import { AwsError } from '../aws/aws-error.ts';

/** CloudWatch Logs' error for a pointer whose event is no longer kept. */
export function recordNotFound(): AwsError {
  return new AwsError('ResourceNotFoundException', 'The specified log record does not exist.');
}
