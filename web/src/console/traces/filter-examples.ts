/** Examples of X-Ray's filter expressions, by what they ask. */
export const FILTER_EXAMPLES: readonly { readonly expression: string; readonly finds: string }[] = [
  { expression: 'fault', finds: 'a service failed (5xx); also error (4xx), throttle (429), ok, partial' },
  { expression: 'responsetime > 1', finds: 'the answer took longer than a second; duration counts what followed, too' },
  {
    expression: 'annotation.status = 402 AND annotation.method = "POST"',
    finds: 'the answer’s status, the request’s method; X-Ray’s http.status is that of Lambda’s answer, which is 200',
  },
  { expression: 'annotation.route = "/api/checkout"', finds: 'a route; other annotations of the shop work alike' },
  { expression: 'service(id(type: "AWS::DynamoDB::Table")) { fault }', finds: 'a call to a table failed' },
  { expression: 'edge("outbox", "fulfilment")', finds: 'one service called another, by the names in the list' },
  { expression: 'rootcause.fault.exception { message CONTAINS "DynamoDB" }', finds: 'what caused the fault' },
  {
    expression: 'rootcause.responsetime.entity { last AND coverage > 0.5 }',
    finds: 'one step took most of the time',
  },
  { expression: '!annotation.orderId AND (fault OR responsetime > 2)', finds: 'all that is put together' },
];
