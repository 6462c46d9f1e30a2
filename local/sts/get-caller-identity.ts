import type { Operation } from '../aws/aws-service.ts';

/** API reference "GetCallerIdentity": a function is the session of its role; whoever else calls is the account's root. */
export const getCallerIdentity: Operation = (_input, { accountId, caller }) => ({
  Arn: caller?.arn ?? `arn:aws:iam::${accountId}:root`,
  UserId: caller?.userId ?? accountId,
  Account: accountId,
});
