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
  return decodeBody(await receiveBody(request), request.headers['content-encoding']);
}

/** Reads a whole request body as it is sent; AwsError when it is too large, which ends the reading at once, or cut off. */
export async function receiveBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    // The connection is kept for the answer, however much of the body is left.
    for await (const chunk of request.iterator({ destroyOnReturn: false })) {
      size += chunk.length;
      if (size > bodyLimit) throw tooLarge();
      chunks.push(chunk);
    }
  } catch (error) {
    throw request.errored && !request.complete ? incomplete() : error;
  }
  return Buffer.concat(chunks);
}

/** Undoes the content encoding of a body; AwsError when it is not known, or not that of the body. */
export async function decodeBody(body: Buffer, contentEncoding = ''): Promise<Buffer> {
  const encoding = contentEncoding.trim().toLowerCase();
  if (encoding === '' || encoding === 'identity') return body;
  if (encoding !== 'gzip')
    throw serializationError(`The content encoding '${encoding}' is not known; send gzip or none.`);
  return decompress(body);
}

async function decompress(body: Buffer): Promise<Buffer> {
  try {
    return await gunzipBuffer(body, { maxOutputLength: bodyLimit });
  } catch (error) {
    if (error instanceof RangeError) throw tooLarge();
    throw serializationError('The body is not valid gzip although its Content-Encoding says so.');
  }
}
