import { handle } from 'hono/aws-lambda';
import type { Method } from '../../../functions/function-definition.ts';
import { api } from '../../../functions/ops/app.ts';
import { createAwsServer } from '../../../local/aws/aws-server.ts';
import type { AwsService } from '../../../local/aws/aws-service.ts';
import { listenOnLoopback } from '../../../local/aws/listen.ts';
import { API_ID } from '../../../local/deploy/place.ts';
import { type CapturedOutput, captureOutput } from '../../support/captured-output.ts';
import { checkContract } from '../../support/contract-check.ts';
import { startEmbeddedTable } from '../../support/embedded-table.ts';
import { httpEvent, lambdaContext, NOON, type TestRequest } from '../../support/http-event.ts';
import { signInAs } from '../../support/sign-in.ts';

type Role = 'customer' | 'viewer' | 'admin';

type LambdaAnswer = { statusCode: number; body: string; headers: Record<string, string> };

type OpsAnswer<Body> = { status: number; contentType: string; headers: Readonly<Record<string, string>>; body: Body };

/** The console's API, called as Lambda calls it, over a real table and AWS services that it reaches by HTTP. */
export type EmbeddedOps = {
  readonly endpoint: string;
  readonly output: CapturedOutput;
  /** Calls as a person of the role; as a guest without one. Every answer must be as the contract says. */
  get<Body = Record<string, unknown>>(path: string, role?: Role): Promise<OpsAnswer<Body>>;
  /** Sends JSON as a person of the role; as a guest without one. */
  post<Body = Record<string, unknown>>(
    path: string,
    body: unknown,
    role?: Role,
    headers?: Readonly<Record<string, string>>,
  ): Promise<OpsAnswer<Body>>;
  /** Sends what the route's method sends, an empty object as its body; the status alone. */
  send(method: Exclude<Method, 'GET'>, path: string, role?: Role): Promise<number>;
  /** Sends the same with those headers. */
  sendAs(method: Method, path: string, headers: Readonly<Record<string, string>>): Promise<number>;
  /** Calls with those headers, at NOON unless told; the answer's text as it is. */
  read(path: string, headers: Readonly<Record<string, string>>, now?: number): Promise<OpsAnswer<string>>;
  stop(): Promise<void>;
};

/** Starts the table and the given services, at NOON; functions find them by their environment, once per test file. */
export async function startEmbeddedOps(services: readonly AwsService[]): Promise<EmbeddedOps> {
  const table = await startEmbeddedTable();
  const server = createAwsServer({
    services,
    control: () => ({ status: 404 }),
    now: () => NOON,
    region: 'us-east-1',
    accountId: '000000000000',
    onBug: (error) => {
      throw error;
    },
  });
  const endpoint = `http://127.0.0.1:${await listenOnLoopback(server, 0)}`;
  const own = { STAGE: 'local', API_ID, POWERTOOLS_SERVICE_NAME: 'ops', AWS_ENDPOINT_URL: endpoint };
  Object.assign(process.env, table.environment, own);
  const output = captureOutput();
  const lambda = handle(api);
  const call = async (method: Method, path: string, request: TestRequest) => {
    const answer = await lambda(httpEvent(method, path, request) as never, lambdaContext());
    const { statusCode, body, headers: answered } = answer as never as LambdaAnswer;
    checkContract(method, path, { status: statusCode, headers: answered, text: body });
    return { status: statusCode, contentType: answered['content-type'] ?? '', headers: answered, body };
  };
  const read: EmbeddedOps['read'] = (path, headers, now = NOON) => call('GET', path, { headers, now });
  const sendAs: EmbeddedOps['sendAs'] = async (method, path, headers) =>
    (await call(method, path, { headers, body: {} })).status;
  const headersOf = async (role: Role | undefined) =>
    role === undefined ? {} : { authorization: (await signInAs(role)).authorization };
  return {
    endpoint,
    output,
    read,
    async get(path, role) {
      const answer = await read(path, await headersOf(role));
      return { ...answer, body: JSON.parse(answer.body) };
    },
    async post(path, body, role, headers = {}) {
      const answer = await call('POST', path, { headers: { ...headers, ...(await headersOf(role)) }, body });
      return { ...answer, body: JSON.parse(answer.body) };
    },
    sendAs,
    send: async (method, path, role) => sendAs(method, path, await headersOf(role)),
    async stop() {
      output.stop();
      server.closeAllConnections();
      server.close();
      await table.stop();
    },
  };
}
