import { createServer, type RequestListener } from 'node:http';
import { afterEach, expect, test } from 'vitest';
import { listenOnLoopback } from '../../local/aws/listen.ts';
import { askControl } from '../../operations/ask-control.ts';
import { onceReached } from '../../operations/once-reached.ts';

let close = (): void => undefined;
afterEach(() => close());

/** The port of a server that answers so. */
async function answering(answer: RequestListener): Promise<number> {
  const server = createServer(answer);
  close = () => {
    server.closeAllConnections();
    server.close();
  };
  return listenOnLoopback(server, 0);
}

const here = (awsPort: number) => ({ kind: 'local', stage: 'local', awsPort }) as const;
const ask = (awsPort: number) => askControl(here(awsPort), 'GET', 'status');

test.each<[string, RequestListener, RegExp]>([
  [
    'the port of the shop itself',
    (_, response) => response.writeHead(404).end('{"title":"Not found","status":404}'),
    /with status 404: these are not SmallCart’s AWS APIs\. Name their port with --aws-port\.$/,
  ],
  [
    'a program that answers pages',
    (_, response) => response.end('<h1>Somebody else</h1>'),
    /does not know GET \/_local/,
  ],
  ['one that hangs up', ({ socket }) => socket.destroy(), /ended while it was asked for .* Start it again/],
  [
    'a refusal',
    (_, response) => response.writeHead(400).end('{"message":"No such noun."}'),
    /^GET \/_local\/status: No such noun\.$/,
  ],
])('%s is told in a sentence with what to do', async (_, answer, sentence) => {
  await expect(ask(await answering(answer))).rejects.toThrow(sentence);
});

test('a port that nobody may ask says whose it should be', async () => {
  await expect(ask(1)).rejects.toThrow(/Is that the port of its AWS APIs\? It is named with --aws-port\.$/);
});

test('a command on this machine begins nothing before its system answers, and one on AWS asks none', async () => {
  const done: string[] = [];
  const perform = onceReached(async ({ place }) => {
    done.push(place.kind);
    return 'Done.';
  });
  const status = { ready: false, versions: { release: '0123456789ab' } };
  const port = await answering((_, response) => response.end(JSON.stringify(status)));
  await expect(perform({ place: here(port) })).rejects.toThrow(/is still starting\. Try again/);
  expect(done).toEqual([]);
  status.ready = true;
  expect(await perform({ place: here(port) })).toBe('Done.');
  expect(await perform({ place: { kind: 'aws', stage: 'dev' } })).toBe('Done.');
  expect(done).toEqual(['local', 'aws']);
});
