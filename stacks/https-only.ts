type Arn = $util.Input<string>;
/** All of a service's actions, where its policies may say so; those of SNS may not. */
type Actions = 'dynamodb:*' | 'sns:Publish' | 'sqs:*';

/** Statement of a resource's policy by which nobody reaches it without TLS. */
export function httpsOnly(actions: Actions, resources: Arn | readonly Arn[]) {
  return {
    Sid: 'HttpsOnly',
    Effect: 'Deny',
    Principal: '*',
    Action: actions,
    Resource: resources,
    Condition: { Bool: { 'aws:SecureTransport': 'false' } },
  };
}
