import { PAYMENT_METHODS } from './dimensions.ts';
import { FUNCTION_IDS } from './resources.ts';

/**
 * What a field's value is: `text` is redacted; an `id` is of letters, digits and `_.:-`, and no more than 128 of them; a `route`
 * is a path as functions/manifest.ts writes it; a list names every value that there is. Anything else is not logged.
 */
export type FieldType =
  | 'text'
  | 'id'
  | 'route'
  | 'count'
  | 'milliseconds'
  | 'cents'
  | 'ratio'
  | 'flag'
  | 'error'
  | readonly string[];

export const LOG_LEVELS = ['DEBUG', 'INFO', 'WARN', 'ERROR'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Fields that every line may have. */
const COMMON = {
  level: LOG_LEVELS,
  message: 'text',
  service: FUNCTION_IDS,
  requestId: 'id',
  correlationId: 'id',
  traceId: 'id',
  userId: 'id',
  orderId: 'id',
  durationMs: 'milliseconds',
  status: 'count',
  problem: 'id',
} as const satisfies Record<string, FieldType>;

/** Fields of the canonical line, the one that each invocation ends with; metrics are beside them under their own names. */
export const LINE_FIELDS = {
  ...COMMON,
  method: 'id',
  route: 'route',
  coldStart: 'flag',
  synthetic: ['traffic', 'probe', 'deployment'],
  totalCents: 'cents',
  paymentMethod: PAYMENT_METHODS,
  paymentResult: ['authorised', 'declined', 'timeout', 'failed', 'invalid', 'replayed'],
  records: 'count',
  failures: 'count',
  step: 'text',
} as const satisfies Record<string, FieldType>;

/** Fields of the logger's lines, which say more about a part of an invocation. */
export const LOGGER_FIELDS = {
  ...COMMON,
  error: 'error',
  sampling_rate: 'ratio',
  outcome: 'id',
  messageId: 'id',
  notification: 'id',
  alarm: 'id',
  state: 'id',
  metric: 'id',
  metrics: 'count',
  hour: 'id',
  client: 'id',
  operation: 'id',
  attempts: 'count',
  access: 'id',
  role: 'id',
} as const satisfies Record<string, FieldType>;

export type LineField = keyof typeof LINE_FIELDS;
export type LoggerField = keyof typeof LOGGER_FIELDS;

type ErrorValue = { readonly name: string; readonly message: string; readonly stack: string };

type ValueOf<T extends FieldType> = T extends readonly string[]
  ? T[number]
  : T extends 'flag'
    ? boolean
    : T extends 'error'
      ? ErrorValue
      : T extends 'text' | 'id' | 'route'
        ? string
        : number;

/** What a canonical line may say besides its metrics: an allow-list, so that no personal datum slips in. */
export type LineFields = { readonly [K in LineField]?: ValueOf<(typeof LINE_FIELDS)[K]> | undefined };

/** What a call of the logger may say besides its message: an allow-list, too. */
export type LoggerFields = {
  readonly [K in Exclude<LoggerField, 'level' | 'message' | 'service' | 'sampling_rate'>]?:
    | ValueOf<(typeof LOGGER_FIELDS)[K]>
    | undefined;
};

/** A field as it is documented. */
export type LogField = {
  readonly name: string;
  readonly type: FieldType;
  /** On which lines it is: the one that each invocation ends with, the logger's, or all. */
  readonly lines: 'canonical' | 'logger' | 'all';
  readonly meaning: string;
  readonly example: string | number | boolean;
};

const MEANINGS: Readonly<Record<LineField | LoggerField, readonly [meaning: string, example: LogField['example']]>> = {
  level: [
    'How bad it is. The canonical line of an answer of 500 or above, or of a failed invocation, is an ERROR.',
    'INFO',
  ],
  message: ['What happened, for people. Of a request: its method and route.', 'POST /api/checkout'],
  service: ['The function that wrote the line.', 'checkout'],
  requestId: [
    'Id of the request (X-Request-ID, made up unless it was given) or of the invocation.',
    '5b2f1c1e-7d0c-4a8e-9a55-0f6b3f1f2c11',
  ],
  correlationId: [
    'Id of what the request belongs to (X-Correlation-ID, else the request’s own id); stream, queue and jobs carry it on.',
    'page.7f3a',
  ],
  traceId: ['X-Ray’s id of the trace, which stream, queue and jobs continue.', '1-6920b1a0-0123456789abcdef01234567'],
  userId: ['The user’s pseudonym: a keyed hash, the same in every line.', '3f9a2c41b07d'],
  orderId: ['The order that it is about.', 'ord_01KAGZ5T6Q4N9V3W8XBM2C7YDE'],
  durationMs: ['How long it took.', 41.27],
  status: ['HTTP status of the answer.', 201],
  problem: ['Why the request was refused: the last part of the problem document’s type.', 'out-of-stock'],
  method: ['HTTP method of the request.', 'POST'],
  route: [
    'Route of the request as it is deployed, never its path; `unmatched` where there is none.',
    '/api/orders/{id}',
  ],
  coldStart: ['Whether the invocation was the first of its execution environment.', false],
  synthetic: [
    'Set for requests that no person made: simulated shoppers, the probe, or what verifies a deployment.',
    'probe',
  ],
  totalCents: ['Total of the order, or amount of the deposit.', 4990],
  paymentMethod: ['How it was paid.', 'card'],
  paymentResult: [
    'What became of the payment; `replayed` when the request repeats one that was answered before.',
    'authorised',
  ],
  records: ['Records of a batch, or things that a job dealt with.', 10],
  failures: ['Those of them that failed and will be tried again.', 0],
  step: ['Where a longer walk failed, such as the probe’s.', 'read cart'],
  error: ['Name, message, stack and causes of an error, redacted.', 'error.name = TimeoutError'],
  sampling_rate: ['Share of invocations that write debug lines; on the lines of those that do.', 0.01],
  outcome: ['What came of it.', 'moved'],
  messageId: ['The queue’s id of a message.', '059f36b4-87a3-44ab-83d2-661975830a7d'],
  notification: ['Id of a notification that was kept.', 'ntf_01KAGZ5T6Q4N9V3W8XBM2C7YDE'],
  alarm: ['Name of the alarm that it is about.', 'smallcart-production-unhealthy-after-deployment'],
  state: ['State of that alarm.', 'ALARM'],
  metric: ['Key of a metric in the catalogue.', 'orders'],
  metrics: ['How many metrics it is about.', 2],
  hour: ['The hour that it is about, in UTC.', '2026-11-21T09'],
  client: ['AWS service that was called.', 'DynamoDB'],
  operation: ['Operation of that service.', 'TransactWriteItems'],
  attempts: ['How often it was tried.', 1],
  access: ['Who may call the route.', 'customer'],
  role: ['Role of who called it.', 'admin'],
};

function linesOf(name: string): LogField['lines'] {
  if (!(name in LOGGER_FIELDS)) return 'canonical';
  return name in LINE_FIELDS ? 'all' : 'logger';
}

function describe(): LogField[] {
  const types = Object.entries<FieldType>({ ...LINE_FIELDS, ...LOGGER_FIELDS });
  const meanings = new Map<string, readonly [string, LogField['example']]>(Object.entries(MEANINGS));
  return types.map(([name, type]) => {
    const [meaning = '', example = ''] = meanings.get(name) ?? [];
    return { name, type, lines: linesOf(name), meaning, example };
  });
}

/** Every field that a line of the functions may have, besides metrics and their dimensions. */
export const LOG_FIELDS: readonly LogField[] = /* @__PURE__ */ describe();
