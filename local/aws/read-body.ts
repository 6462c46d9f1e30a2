import type { IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { AwsError, serializationError } from './aws-error.ts';

const gunzipBuffer = promisify(gunzip);

/** The largest body taken, in bytes, before and after decompression; above DynamoDB's 16 MB, the largest of the APIs served. */
export const bodyLimit = 20 * 1024 * 1024;

const tooLarge = (): AwsError =>
  new AwsError('RequestEntityTooLargeException', `The request body is over ${bodyLimit} bytes.`, 413);

/** The end of a body that its client did not finish; nobody is left to read it. */
const incomplete = (): AwsError =>
  new AwsError('IncompleteBody', 'The client hung up before the end of the body that it announced.');

/** Reads a whole request body, undoing gzip; AwsError when it is too large, cut off or not what its Content-Encoding says. */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const body = await collect(request);
  const encoding = request.headers['content-encoding']?.trim().toLowerCase() ?? '';
  if (encoding === '' || encoding === 'identity') return body;
  if (encoding !== 'gzip')
    throw serializationError(`The content encoding '${encoding}' is not known; send gzip or none.`);
  return decompress(body);
}

async function collect(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of request) {
      size += chunk.length;
      if (size > bodyLimit) throw tooLarge();
      chunks.push(chunk);
    }
  } catch (error) {
    throw request.errored && !request.complete ? incomplete() : error;
  }
  return Buffer.concat(chunks);
}

async function decompress(body: Buffer): Promise<Buffer> {
  try {
    return await gunzipBuffer(body, { maxOutputLength: bodyLimit });
  } catch (error) {
    if (error instanceof RangeError) throw tooLarge();
    throw serializationError('The body is not valid gzip although its Content-Encoding says so.');
  }
}
