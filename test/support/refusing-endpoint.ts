import { request as ask, createServer } from 'node:http';
import { listenOnLoopback } from '../../local/aws/listen.ts';

/** The AWS port of a system of which some operations are away: who asks for them loses the connection. */
export type RefusingEndpoint = { readonly awsUrl: string; stop(): Promise<void> };

type Question = { readonly path: string; readonly target: string; readonly body: Buffer };

/** Whether it asks for the operation, which protocols have in the path, in a header or first in a form. */
function asksFor(operation: string, { path, target, body }: Question): boolean {
  const form = body.subarray(0, 100).toString('latin1');
  return path.endsWith(`/${operation}`) || target.endsWith(`.${operation}`) || form.startsWith(`Action=${operation}&`);
}

/** Starts it in front of a system. */
export async function startRefusingEndpoint(awsUrl: string, away: readonly string[]): Promise<RefusingEndpoint> {
  const server = createServer(async (request, response) => {
    const { method, url: path = '', headers } = request;
    const body = Buffer.concat(await request.toArray());
    const target = String(headers['x-amz-target'] ?? '');
    if (away.some((operation) => asksFor(operation, { path, target, body }))) return void request.socket.destroy();
    const { hostname, port } = new URL(awsUrl);
    const onward = ask({ hostname, port, method, path, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(response);
    });
    onward.on('error', () => response.destroy());
    onward.end(body);
  });
  const port = await listenOnLoopback(server, 0);
  return {
    awsUrl: `http://127.0.0.1:${port}`,
    stop: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}
