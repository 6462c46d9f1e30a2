/** Where a stage is: on AWS, or `local`, behind the AWS APIs on a port of this machine. */
export type Place =
  | { readonly kind: 'aws'; readonly stage: string }
  | { readonly kind: 'local'; readonly stage: 'local'; readonly awsPort: number };
