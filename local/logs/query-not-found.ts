import { AwsError } from '../aws/aws-error.ts';

/** CloudWatch Logs' error for the id of a query definition that does not exist. */
export function queryNotFound(): AwsError {
  return new AwsError('ResourceNotFoundException', 'The specified query definition does not exist.');
}
