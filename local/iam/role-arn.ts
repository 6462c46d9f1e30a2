/** The name of a function's role. */
export const roleName = (functionName: string): string => `${functionName}-role`;

/** The ARN of a function's role. */
export const roleArn = (accountId: string, functionName: string): string =>
  `arn:aws:iam::${accountId}:role/${roleName(functionName)}`;
