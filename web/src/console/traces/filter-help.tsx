/** Examples of X-Ray's filter expressions, by what they ask. */
const EXAMPLES: readonly { readonly expression: string; readonly finds: string }[] = [
  { expression: 'fault', finds: 'a service failed (5xx); also error (4xx), throttle (429), ok, partial' },
  { expression: 'responsetime > 1', finds: 'the answer took longer than a second; duration counts what followed, too' },
  { expression: 'http.status = 409 AND http.method = "POST"', finds: 'the answer’s status, the request’s method' },
  { expression: 'annotation.route = "/api/checkout"', finds: 'a route; other annotations of the shop work alike' },
  { expression: 'service(id(type: "AWS::DynamoDB::Table")) { fault }', finds: 'a call to a table failed' },
  { expression: 'edge("outbox", "fulfilment")', finds: 'one service called another' },
  { expression: 'rootcause.fault.exception { message CONTAINS "timed out" }', finds: 'what caused the fault' },
  {
    expression: 'rootcause.responsetime.entity { last AND coverage > 0.5 }',
    finds: 'one step took most of the time',
  },
  { expression: '!annotation.orderId AND (fault OR responsetime > 2)', finds: 'all that is put together' },
];

/** What can be asked, each example to be taken over. */
export function FilterHelp({ onTake }: { onTake: (expression: string) => void }) {
  return (
    <details class="filter-help">
      <summary>Help with filter expressions</summary>
      <ul class="filter-examples">
        {EXAMPLES.map(({ expression, finds }) => (
          <li key={expression}>
            <button type="button" class="filter-example" onClick={() => onTake(expression)}>
              <code>{expression}</code>
            </button>{' '}
            <span class="soft">{finds}</span>
          </li>
        ))}
      </ul>
      <p class="soft">
        Keywords are compared by =, !=, &lt;, &lt;=, &gt; and &gt;=, texts also by CONTAINS, BEGINSWITH and ENDSWITH.
        AND binds stronger than OR; ! negates.
      </p>
    </details>
  );
}
