type Arn = $util.Input<string>;

/** Statement of a resource's policy by which nobody reaches it without TLS. */
export function httpsOnly(service: 'dynamodb' | 'sns' | 'sqs', resources: Arn | readonly Arn[]) {
  return {
    Sid: 'HttpsOnly',
    Effect: 'Deny',
    Principal: '*',
    Action: `${service}:*`,
    Resource: resources,
    Condition: { Bool: { 'aws:SecureTransport': 'false' } },
  };
}
