import { createServer, type Server } from 'node:http';
import { afterEach, expect, test } from 'vitest';
import { listenOnLoopback } from '../../local/aws/listen.ts';
import { seedStage } from '../../operations/seed-stage.ts';

let server: Server | undefined;
afterEach(() => {
  server?.close();
});

/** What is said when the function `setup` answers that. */
async function saidOf(answer: object): Promise<string> {
  server = createServer((_, response) => response.end(JSON.stringify(answer)));
  const awsPort = await listenOnLoopback(server, 0);
  return seedStage({ place: { kind: 'local', stage: 'local', awsPort } });
}

test.each([
  ['was empty', { products: 28 }, /has 28 products of the sample catalogue/],
  ['has had it', { products: 0 }, /before: nothing was changed/],
])('of a shop that %s, what was done is said', async (_, answer, sentence) => {
  expect(await saidOf(answer)).toMatch(sentence);
});

test('a release that does not know how is named as the cause', async () => {
  await expect(saidOf({})).rejects.toThrow('Deploy the version that you have here.');
});
