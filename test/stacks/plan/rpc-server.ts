import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { PlannedBuild } from './plan.ts';

type RpcRequest = { readonly method: string; readonly params: readonly [Record<string, unknown>] };

async function readJson(request: IncomingMessage): Promise<RpcRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return JSON.parse(Buffer.concat(chunks).toString('utf8'));
}

/** What SST's CLI answers to its components; only these two methods are asked for. */
function answer({ method, params: [input] }: RpcRequest, builds: PlannedBuild[]): object {
  switch (method) {
    case 'Provider.Aws.Bootstrap':
      return { result: { asset: 'sst-assets', state: 'sst-state' } };
    case 'Runtime.Build': {
      const build = {
        functionID: String(input.functionID),
        bundle: String(input.bundle),
        handler: String(input.handler),
      };
      builds.push(build);
      return { result: { handler: build.handler, out: build.bundle, errors: [], sourcemaps: [] } };
    }
    default:
      return { error: `rpc: can't find method ${method}` };
  }
}

/** Serves the CLI's side of SST's RPC on a free port; it does not keep the process alive. */
export async function startRpcServer(builds: PlannedBuild[]): Promise<string> {
  const server = createServer(async (request, response) => {
    response.end(JSON.stringify(answer(await readJson(request), builds)));
  });
  server.on('connection', (socket) => socket.unref());
  // On a busy machine, a connection that is idle for some seconds would be closed while the next request is on its way.
  server.keepAliveTimeout = 0;
  server.listen(0, '127.0.0.1').unref();
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
