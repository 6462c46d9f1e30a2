import { createHash, createHmac } from 'node:crypto';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';

/** How long one answer is waited for, in milliseconds. */
const PATIENCE = 20_000;

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
  constructor(type: unknown) {
    super('DynamoDB Streams answered an error.');
    this.name = typeof type === 'string' ? type.replace(/^.*#/, '') : 'UnknownError';
  }
}

const timeOf = (now: number): string => new Date(now).toISOString().replace(/[-:]|\.\d+/g, '');

async function answerOf(answer: Response): Promise<Readonly<Record<string, unknown>>> {
  const body: unknown = await answer.json().catch(() => undefined);
  const members = typeof body === 'object' && body !== null ? { ...body } : {};
  if (answer.ok) return members;
  throw new StreamsError('__type' in members ? members.__type : undefined);
}

/**
 * The API of DynamoDB Streams, to which the SDK’s client of DynamoDB cannot speak, with that client’s region and credentials.
 * @param endpoint where it is if not at AWS
 */
export function streamsCaller({ config }: DynamoDBClient, endpoint: string | undefined): CallStreams {
  return async (operation, input) => {
    const [region, credentials] = await Promise.all([config.region(), config.credentials()]);
    const url = new URL(endpoint ?? `https://streams.dynamodb.${region}.amazonaws.com/`);
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
}
