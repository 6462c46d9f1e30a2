import { request as ask, createServer } from 'node:http';
import { listenOnLoopback } from '../../local/aws/listen.ts';

/** The AWS port of a system of which some operations are away: they answer that the service is unavailable. */
export type RefusingEndpoint = { readonly awsUrl: string; stop(): Promise<void> };

/** An operation by its name in the path, in the header or in a form, as the protocols have it. */
function names(operation: string, { url = '', target, body }: { url?: string; target: string; body: Buffer }): boolean {
  return [url, target, body.subarray(0, 200).toString('latin1')].some((text) => text.includes(operation));
}

/** Starts it in front of a system. */
export async function startRefusingEndpoint(awsUrl: string, away: readonly string[]): Promise<RefusingEndpoint> {
  const server = createServer(async (request, response) => {
    const { method, url, headers } = request;
    const body = Buffer.concat(await request.toArray());
    const target = String(headers['x-amz-target'] ?? '');
    if (away.some((operation) => names(operation, { ...(url === undefined ? {} : { url }), target, body })))
      return void response.writeHead(503, { 'content-type': 'text/plain' }).end('Service Unavailable');
    const { hostname, port } = new URL(awsUrl);
    const onward = ask({ hostname, port, method, path: url, headers }, (answer) => {
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
