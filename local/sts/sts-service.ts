import type { AwsService } from '../aws/aws-service.ts';
import { getCallerIdentity } from './get-caller-identity.ts';

/** Security Token Service over the query protocol. */
export const stsService: AwsService = {
  name: 'sts',
  protocol: 'awsQuery',
  query: { version: '2011-06-15', namespace: 'https://sts.amazonaws.com/doc/2011-06-15/' },
  operations: { GetCallerIdentity: getCallerIdentity },
};
