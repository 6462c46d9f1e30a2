import type { Operation } from '../aws/aws-service.ts';
import type { Functions } from './functions.ts';

/** "Lambda quotas": invocations of an account and Region that can be in flight at the same time. */
export const ACCOUNT_CONCURRENCY = 1_000;

/** "Lambda quotas": what an account has to begin with. */
const AccountLimit = {
  TotalCodeSize: 80_530_636_800,
  CodeSizeUnzipped: 262_144_000,
  CodeSizeZipped: 52_428_800,
  ConcurrentExecutions: ACCOUNT_CONCURRENCY,
  UnreservedConcurrentExecutions: ACCOUNT_CONCURRENCY,
};

/** API reference "GetAccountSettings". */
export const getAccountSettings =
  (functions: Functions): Operation =>
  () => {
    const all = functions.all();
    const versions = all.flatMap((found) => [found.latest, ...found.versions]);
    const TotalCodeSize = versions.reduce((sum, { codeSize }) => sum + codeSize, 0);
    return { AccountLimit, AccountUsage: { TotalCodeSize, FunctionCount: all.length } };
  };
