import { cbor } from '@smithy/core/cbor';
import { expect, test } from 'vitest';
import { startAwsServices } from '../../support/aws-services.ts';
import { type RawAnswer, sendRaw } from '../../support/raw-http.ts';
import { recordedBytes, recordedOperation, recordings, recordingsFolder } from '../../support/recordings.ts';

test.each([...recordings])('each request of %s is answered to the byte', async (name, { requests }) => {
  const services = await startAwsServices();
  const answers: string[] = [];
  for (const request of requests) {
    const answer = await sendRaw(services.port, recordedBytes(request));
    answers.push(`# ${recordedOperation(request) ?? 'packed'}\n${answer === undefined ? 'closed' : toText(answer)}\n`);
  }
  await services.stop();
  expect(services.bugs).toEqual([]);
  await expect(answers.join('\n')).toMatchFileSnapshot(new URL(`${name}.answers.txt`, recordingsFolder).pathname);
});

/** An answer to read: headers that HTTP itself adds are left out; a CBOR body is shown decoded too. */
function toText({ status, headers, body }: RawAnswer): string {
  const told = [...headers].filter(([name]) => !['date', 'connection', 'keep-alive'].includes(name));
  const isCbor = headers.get('content-type') === 'application/cbor';
  const shown = isCbor ? [body.toString('base64'), JSON.stringify(cbor.deserialize(body))] : [body.toString('utf8')];
  return [String(status), ...told.map(([name, value]) => `${name}: ${value}`), '', ...shown].join('\n');
}
