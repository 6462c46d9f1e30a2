import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What becomes of an operation: it passes; it is refused; it fails before it is done; or it is done and its answer is lost. */
export type Fate = 'pass' | 'refuse' | 'fail' | 'lose';

/** A network between the functions and DynamoDB that loses things on demand. */
export type LossyEndpoint = { readonly url: string; fateOf: (operation: string) => Fate; stop(): Promise<void> };

/** Starts the endpoint in front of another one. */
export async function startLossyEndpoint(upstream: string): Promise<LossyEndpoint> {
  const server = createServer(async (request, response) => {
    const body = Buffer.concat(await request.toArray());
    const target = String(request.headers['x-amz-target']);
    const fate = endpoint.fateOf(target.split('.')[1] ?? '');
    const headers = { 'x-amz-target': target, 'content-type': 'application/x-amz-json-1.0' };
    const authorization = String(request.headers.authorization);
    const date = String(request.headers['x-amz-date']);
    const answer =
      fate === 'refuse' || fate === 'fail'
        ? undefined
        : await fetch(upstream, { method: 'POST', headers: { ...headers, authorization, 'x-amz-date': date }, body });
    response.setHeader('content-type', 'application/x-amz-json-1.0');
    if (answer && fate === 'pass') response.writeHead(answer.status).end(Buffer.from(await answer.arrayBuffer()));
    else if (fate === 'refuse')
      response.writeHead(400).end(JSON.stringify({ __type: 'AccessDeniedException', message: 'Access denied' }));
    else
      response.writeHead(500).end(JSON.stringify({ __type: 'InternalServerError', message: 'Internal server error' }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const endpoint: LossyEndpoint = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    fateOf: () => 'pass',
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return endpoint;
}
