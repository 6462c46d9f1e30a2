import { gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type AwsServices, startAwsServices } from '../../support/aws-services.ts';
import { mutated } from '../../support/mutate.ts';
import { sendRaw } from '../../support/raw-http.ts';
import { recordedBytes, recordings } from '../../support/recordings.ts';

let services: AwsServices;

beforeAll(async () => {
  services = await startAwsServices();
});
afterAll(async () => {
  await services.stop();
});

type Message = { readonly head: string; readonly body: Buffer };

const messages: readonly Message[] = [...recordings.values()].flatMap(({ requests }) =>
  requests.map((request) => {
    const bytes = recordedBytes(request);
    const end = bytes.indexOf('\r\n\r\n');
    return { head: bytes.subarray(0, end).toString('latin1'), body: bytes.subarray(end + 4) };
  }),
);
const message = fc.constantFrom(...messages);

const join = (head: string | Buffer, body: Buffer): Buffer =>
  Buffer.concat([Buffer.from(head), Buffer.from('\r\n\r\n'), body]);
const withLength = ({ head, body }: Message): Buffer =>
  join(head.replace(/^(content-length: ).*$/im, `$1${body.length}`), body);

/** Recorded requests that were damaged, by what was. */
const damaged: Record<string, fc.Arbitrary<Buffer>> = {
  head: message.chain(({ head, body }) => mutated(fc.constant(Buffer.from(head))).map((broken) => join(broken, body))),
  body: message.chain(({ head, body }) =>
    mutated(fc.constant(body)).map((broken) => withLength({ head, body: broken })),
  ),
  'content within gzip': message.chain(({ head, body }) =>
    mutated(fc.constant(head.includes('gzip\r') ? gunzipSync(body) : body)).map((broken) =>
      withLength({
        head: `${head.replace(/\r\ncontent-encoding:.*/i, '')}\r\nContent-Encoding: gzip`,
        body: gzipSync(broken),
      }),
    ),
  ),
  'body of another request': fc.tuple(message, message).map(([{ head }, { body }]) => withLength({ head, body })),
  whole: mutated(message.map(withLength)),
};

/** A request whose head is damaged may never come whole: the client gives up, and no answer is right. Any other is answered. */
async function expectAnswers(requests: readonly Buffer[], mayWaitForMore: boolean): Promise<void> {
  const sending = mayWaitForMore ? { patienceMs: 200 } : {};
  const answers = await Promise.all(requests.map((bytes) => sendRaw(services.port, bytes, sending)));
  expect(services.bugs.splice(0)).toEqual([]);
  if (!mayWaitForMore) expect(answers).not.toContain(undefined);
  for (const answer of answers) expect(answer?.status ?? 0).toBeLessThan(500);
}

test.each(Object.entries(damaged))('a damaged %s is answered, and never with a fault', async (part, request) => {
  const crowds = fc.array(request, { minLength: 40, maxLength: 40 });
  const mayWaitForMore = ['head', 'whole'].includes(part);
  const property = fc.asyncProperty(crowds, (requests) => expectAnswers(requests, mayWaitForMore));
  await fc.assert(property, { numRuns: 4, seed: 20_261_121, endOnFailure: true });
});

test('what was stored meanwhile is evaluated, and real clients are served as before', async () => {
  await services.system.clock.advance(120_000);
  expect(services.bugs).toEqual([]);
  for (const { head, body } of messages.filter(({ body: sent }) => sent.includes('DescribeAlarms'))) {
    expect((await sendRaw(services.port, withLength({ head, body })))?.status).toBe(200);
  }
});
