import { readdirSync, readFileSync } from 'node:fs';
import { cbor } from '@smithy/core/cbor';
import { expect, test } from 'vitest';
import { startAwsServices } from '../../support/aws-services.ts';
import { type RawAnswer, sendRaw } from '../../support/raw-http.ts';

/** One recording: the requests of a real client in the order in which it sent them, credentials and machine taken out. */
type Recording = { readonly client: string; readonly requests: readonly Recorded[] };
/** The lines of the head, and the body as text or in base64. */
type Recorded = { readonly head: readonly string[]; readonly text?: string; readonly base64?: string };

const folder = new URL('recorded/', import.meta.url);
const names = readdirSync(folder).filter((name) => name.endsWith('.json'));

test.each(names)('each request of %s is answered to the byte', async (name) => {
  const recording: Recording = JSON.parse(readFileSync(new URL(name, folder), 'utf8'));
  const services = await startAwsServices();
  const answers: string[] = [];
  for (const request of recording.requests) {
    const answer = await sendRaw(services.port, toBytes(request));
    answers.push(`${title(request)}\n${answer === undefined ? 'closed' : toText(answer)}\n`);
  }
  await services.stop();
  expect(services.bugs).toEqual([]);
  await expect(answers.join('\n')).toMatchFileSnapshot(new URL(name.replace('.json', '.answers.txt'), folder).pathname);
});

function toBytes({ head, text, base64 }: Recorded): Buffer {
  const body = base64 === undefined ? Buffer.from(text ?? '') : Buffer.from(base64, 'base64');
  return Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), body]);
}

/** The operation that a request calls. */
function title({ head, text }: Recorded): string {
  const target = head.find((line) => /^x-amz-target:/i.test(line))?.split('.')[1];
  return `# ${target ?? /^Action=(\w+)/.exec(text ?? '')?.[1] ?? head[0]?.split(' ')[1]?.split('/').at(-1)}`;
}

/** An answer to read: headers that HTTP itself adds are left out; a CBOR body is shown decoded too. */
function toText({ status, headers, body }: RawAnswer): string {
  const told = [...headers].filter(([name]) => !['date', 'connection', 'keep-alive'].includes(name));
  const isCbor = headers.get('content-type') === 'application/cbor';
  const shown = isCbor ? [body.toString('base64'), JSON.stringify(cbor.deserialize(body))] : [body.toString('utf8')];
  return [String(status), ...told.map(([name, value]) => `${name}: ${value}`), '', ...shown].join('\n');
}
