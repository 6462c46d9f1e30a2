import type { Operation } from '../aws/aws-service.ts';

/** API reference "GetCallerIdentity": whoever calls is the account's root, since credentials are not checked. */
export const getCallerIdentity: Operation = (_input, { accountId }) => ({
  Arn: `arn:aws:iam::${accountId}:root`,
  UserId: accountId,
  Account: accountId,
});
