import { cbor } from '@smithy/core/cbor';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeCborOutput } from '../../../local/aws/cbor/write-cbor-output.ts';
import type { StructureShape } from '../../../local/aws/model/shape.ts';
import { loadApiModel } from '../../../local/cloudwatch/api-model.ts';
import { spoiledInput } from '../../support/arbitrary-input.ts';
import { type AwsServices, startAwsServices } from '../../support/aws-services.ts';
import { embedCloudWatch } from '../../support/embedded-cloudwatch.ts';
import { httpRequest } from '../../support/http-request.ts';
import { toQueryForm } from '../../support/query-form.ts';
import { sendRaw } from '../../support/raw-http.ts';
import { recordedOperation, recordings } from '../../support/recordings.ts';

const TARGET = 'GraniteServiceVersion20100801';
const model = await loadApiModel();
const operations = Object.keys(embedCloudWatch().cloudWatch.service.operations);

let services: AwsServices;

beforeAll(async () => {
  services = await startAwsServices();
});
afterAll(async () => {
  await services.stop();
});

type Input = Readonly<Record<string, unknown>>;

/** A request with the input, in one of the protocols; CBOR once by the types of the model and once as it comes. */
const requests: readonly ((operation: string, shape: StructureShape, input: Input) => Buffer)[] = [
  (operation, _, input) => httpRequest('POST /', { 'x-amz-target': `${TARGET}.${operation}` }, JSON.stringify(input)),
  (operation, shape, input) => packed(operation, writeCborOutput(shape, input)),
  (operation, _, input) => packed(operation, cbor.serialize(input)),
  (operation, _, input) =>
    httpRequest(
      'POST /',
      { 'content-type': 'application/x-www-form-urlencoded' },
      `Version=2010-08-01&Action=${operation}&${toQueryForm(input)}`,
    ),
];

function packed(operation: string, body: Uint8Array): Buffer {
  return httpRequest(`POST /service/${TARGET}/operation/${operation}`, { 'smithy-protocol': 'rpc-v2-cbor' }, body);
}

/** What real clients sent to the operation. */
function recordedInputs(operation: string): readonly Input[] {
  const requests = recordings.get('boto3-json')?.requests ?? [];
  const texts = requests.flatMap((request) => (recordedOperation(request) === operation ? [request.text ?? ''] : []));
  return texts.filter((text) => text !== '').map((text): Input => JSON.parse(text));
}

test.each(operations)('%s answers every input in every protocol, and never with a fault', async (operation) => {
  const shape = model.operation(operation)?.input;
  if (shape === undefined) throw new Error(`${operation} is not in the model`);
  await fc.assert(
    fc.asyncProperty(
      spoiledInput(recordedInputs(operation), shape),
      fc.constantFrom(...requests),
      async (input, request) => {
        const answer = await sendRaw(services.port, request(operation, shape, input));
        expect(services.bugs.splice(0)).toEqual([]);
        expect(answer?.status).toBeLessThan(500);
      },
    ),
    { numRuns: 60, seed: 20_261_121 },
  );
});
