import { type Agent, request } from 'node:http';
import { AwsError } from '../aws/aws-error.ts';
import { type JsonObject, parseJsonObject } from '../aws/json.ts';

/** dynoxide wants a signature to be present and reads none. */
const authorization =
  'AWS4-HMAC-SHA256 Credential=local/20200101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=local';

/** Calls one DynamoDB operation without the SDK, whose loading costs more than the start has to give; AwsError as DynamoDB answers. */
export const callDynamodb = (port: number, operation: string, input: JsonObject): Promise<JsonObject> =>
  callTarget(port, `DynamoDB_20120810.${operation}`, input, false);

/** Calls one operation of DynamoDB or DynamoDB Streams by its X-Amz-Target, over an agent's connections or one of its own. */
export function callTarget(port: number, target: string, input: JsonObject, agent: Agent | false): Promise<JsonObject> {
  const headers = {
    'x-amz-target': target,
    'content-type': 'application/x-amz-json-1.0',
    'x-amz-date': '20200101T000000Z',
    authorization,
  };
  return new Promise((resolve, reject) => {
    const call = request({ host: '127.0.0.1', port, method: 'POST', headers, agent }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const body = parseJsonObject(Buffer.concat(chunks).toString('utf8')) ?? {};
        if (response.statusCode === 200) resolve(body);
        else reject(new AwsError(errorCode(body), String(body.message ?? body.Message ?? ''), response.statusCode));
      });
    });
    call.on('error', reject);
    call.end(JSON.stringify(input));
  });
}

/** The name of an error, without its namespace, from a DynamoDB error document. */
export function errorCode(body: JsonObject): string {
  return String(body.__type ?? '').replace(/^.*#/, '');
}
