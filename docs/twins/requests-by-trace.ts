import { type TwinSection, traces } from './twin.ts';

/** What traces were searched by, in Tempo and in Jaeger. */
export const requestsByTrace: TwinSection = {
  title: 'Traces',
  text: 'A trace is found by what is true of it as a whole, or of a service in it. Times are in seconds. What the functions say of a segment is an annotation.',
  twins: [
    {
      question: 'Traces that failed',
      language: 'TraceQL',
      old: '{ status = error }',
      twin: traces('fault = true OR error = true'),
      note: 'A fault is the shop’s (5XX), an error its caller’s (4XX).',
    },
    {
      question: 'Slow traces',
      language: 'TraceQL',
      old: '{ traceDuration > 5ms }',
      twin: traces('duration > 0.005'),
    },
    {
      question: 'Traces through a service',
      language: 'TraceQL',
      old: '{ resource.service.name = "checkout" }',
      twin: traces('service("smallcart-<stage>-checkout")'),
    },
    {
      question: 'Traces of a route',
      language: 'TraceQL',
      old: '{ span.http.route = "/api/checkout" && span.http.method = "POST" }',
      twin: traces('annotation.route = "/api/checkout" AND annotation.method = "POST"'),
    },
    {
      question: 'Traces by status',
      language: 'TraceQL',
      old: '{ span.http.status_code >= 400 }',
      twin: traces('annotation.status >= 400'),
    },
    {
      question: 'Slow calls of the database',
      language: 'TraceQL',
      old: '{ span.db.system = "dynamodb" && duration > 1ms }',
      twin: traces('service("smallcart-<stage>-shop") { responsetime > 0.001 }'),
    },
    {
      question: 'From one service to another',
      language: 'TraceQL',
      old: '{ resource.service.name = "checkout" } > { span.db.system = "dynamodb" }',
      twin: traces('edge("smallcart-<stage>-checkout", "smallcart-<stage>-shop")'),
    },
    {
      question: 'The traces of an order',
      language: 'TraceQL',
      old: '{ span.order.id = "…" }',
      twin: traces('annotation.orderId = "<order>"'),
    },
    {
      question: 'Traces that missed the cache',
      language: 'TraceQL',
      old: '{ span.cache.hit = false }',
      twin: traces('annotation.hit = false'),
    },
    {
      question: 'Traces that went through the queue',
      language: 'TraceQL',
      old: '{ resource.service.name = "checkout" } >> { resource.service.name = "fulfilment" }',
      twin: traces('service("smallcart-<stage>-checkout") AND service("fulfilment")'),
    },
  ],
};
