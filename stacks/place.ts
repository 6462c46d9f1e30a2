/** Where the app is deployed to, for ARNs of things that the program does not create itself. */
export const region = aws.getRegionOutput().region;
export const account = aws.getCallerIdentityOutput().accountId;
export const partition = aws.getPartitionOutput().partition;
