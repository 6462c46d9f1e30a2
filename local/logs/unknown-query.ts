import { AwsError } from '../aws/aws-error.ts';

/** CloudWatch Logs' error for the id of a query that was not started, or is kept no more. */
export function unknownQuery(): AwsError {
  return new AwsError('ResourceNotFoundException', 'The specified query does not exist.');
}
