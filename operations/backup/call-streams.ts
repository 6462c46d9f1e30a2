import { createHash, createHmac } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { OperatorError } from '../operator-error.ts';

/** How long one answer is waited for, in milliseconds. */
const PATIENCE = 20_000;
/** A call only reads: it is repeated after this when it fails for a while, then after twice as long. */
const FIRST_PAUSE = 200;
const ATTEMPTS = 6;
/** "Error Handling with DynamoDB": what is answered with 400 and passes. */
const PASSING = ['LimitExceededException', 'ProvisionedThroughputExceededException', 'ThrottlingException'];

/** Calls an operation of the API of DynamoDB Streams and returns what it answers. */
export type CallStreams = (operation: string, input: object) => Promise<Readonly<Record<string, unknown>>>;

type Credentials = {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
};

/** What is signed of a request, and by whom. */
type ToSign = {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly region: string;
  readonly credentials: Credentials;
};

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

/** "Create a signed AWS API request": the header `authorization` of a POST to `/`; the headers are in order, `x-amz-date` among them. */
export function authorizationOf({ headers, body, region, credentials }: ToSign): string {
  const time = headers['x-amz-date'] ?? '';
  const scope = [time.slice(0, 8), region, 'dynamodb', 'aws4_request'];
  const names = Object.keys(headers).join(';');
  const lines = Object.entries(headers).map(([name, value]) => `${name}:${value}\n`);
  const request = ['POST', '/', '', lines.join(''), names, sha256(body)].join('\n');
  const text = ['AWS4-HMAC-SHA256', time, scope.join('/'), sha256(request)].join('\n');
  const key = scope.reduce<string | Buffer>((secret, part) => hmac(secret, part), `AWS4${credentials.secretAccessKey}`);
  const signature = hmac(key, text).toString('hex');
  return `AWS4-HMAC-SHA256 Credential=${credentials.accessKeyId}/${scope.join('/')}, SignedHeaders=${names}, Signature=${signature}`;
}

/** An error that the API answered, by its name. */
class StreamsError extends Error {
  readonly passes: boolean;
  constructor(type: unknown, status: number) {
    super('DynamoDB Streams answered an error.');
    this.name = typeof type === 'string' ? type.replace(/^.*#/, '') : 'UnknownError';
    this.passes = status >= 500 || PASSING.includes(this.name);
  }
}

/** What is behind fetch's own error, which has no code. */
function causeOf(error: unknown): unknown {
  return error instanceof TypeError && error.cause instanceof Error ? error.cause : error;
}

/** Does it again while it fails for what may pass: no connection, no answer, a busy service. */
async function patiently<Answer>(work: () => Promise<Answer>): Promise<Answer> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      const passes = !(error instanceof StreamsError) || error.passes;
      if (attempt === ATTEMPTS || !passes) throw causeOf(error);
      await pause(FIRST_PAUSE * 2 ** (attempt - 1));
    }
  }
}

const timeOf = (now: number): string => new Date(now).toISOString().replace(/[-:]|\.\d+/g, '');

async function answerOf(answer: Response): Promise<Readonly<Record<string, unknown>>> {
  const body: unknown = await answer.json().catch(() => undefined);
  const members = typeof body === 'object' && body !== null ? { ...body } : {};
  if (answer.ok) return members;
  throw new StreamsError('__type' in members ? members.__type : undefined, answer.status);
}

async function urlOf({ config }: DynamoDBClient, endpoint: string | undefined): Promise<URL> {
  return new URL(endpoint ?? `https://streams.dynamodb.${await config.region()}.amazonaws.com/`);
}

/**
 * The API of DynamoDB Streams, to which the SDK’s client of DynamoDB cannot speak, with that client’s region and credentials.
 * @param endpoint where it is if not at AWS
 */
export function streamsCaller(client: DynamoDBClient, endpoint: string | undefined): CallStreams {
  const { config } = client;
  const ask = async (operation: string, input: object) => {
    const [region, credentials, url] = await Promise.all([
      config.region(),
      config.credentials(),
      urlOf(client, endpoint),
    ]);
    const body = JSON.stringify(input);
    const headers = {
      'content-type': 'application/x-amz-json-1.0',
      host: url.host,
      'x-amz-date': timeOf(Date.now()),
      ...(credentials.sessionToken === undefined ? {} : { 'x-amz-security-token': credentials.sessionToken }),
      'x-amz-target': `DynamoDBStreams_20120810.${operation}`,
    };
    const authorization = authorizationOf({ headers, body, region, credentials });
    const signal = AbortSignal.timeout(PATIENCE);
    return answerOf(await fetch(url, { method: 'POST', headers: { ...headers, authorization }, body, signal }));
  };
  return (operation, input) => patiently(() => ask(operation, input));
}

/** The clock of DynamoDB Streams, as its answers tell it: epoch milliseconds, to the second. */
export function streamsClock(client: DynamoDBClient, endpoint: string | undefined): () => Promise<number> {
  const ask = async (): Promise<number> => {
    const answer = await fetch(await urlOf(client, endpoint), { signal: AbortSignal.timeout(PATIENCE) });
    await answer.body?.cancel();
    return Date.parse(answer.headers.get('date') ?? '');
  };
  return async () => {
    const time = await patiently(ask);
    if (Number.isNaN(time)) throw new OperatorError('DynamoDB Streams does not tell the time. Try again.');
    return time;
  };
}
