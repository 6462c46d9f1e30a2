import type { AwsError } from './aws-error.ts';
import type { AwsProtocol, AwsService, HttpResponse } from './aws-service.ts';
import { element, toXml } from './xml.ts';

const contentTypes: Readonly<Record<AwsProtocol, string>> = {
  awsJson1_0: 'application/x-amz-json-1.0',
  awsJson1_1: 'application/x-amz-json-1.1',
  awsQuery: 'text/xml',
  restJson1: 'application/json',
};

const errorNamespace = 'http://webservices.amazon.com/AWSFault/2005-15-09';
/** Whose fault an error is, as the query protocol says it. */
export const fault = (error: AwsError): string => (error.statusCode < 500 ? 'Sender' : 'Receiver');

/** Writes the output of an operation of a JSON protocol. */
export function jsonAnswer(protocol: AwsProtocol, output: unknown, requestId: string): HttpResponse {
  return {
    status: 200,
    headers: { 'content-type': contentTypes[protocol], 'x-amzn-requestid': requestId },
    body: JSON.stringify(withTextBlobs(output ?? {})),
  };
}

/** An output with its blobs in base64; the APIs served have blobs nowhere but in the members of an output. */
function withTextBlobs(output: object): object {
  const members: [string, unknown][] = Object.entries(output);
  if (!members.some(([, value]) => value instanceof Uint8Array)) return output;
  return Object.fromEntries(
    members.map(([name, value]) => [name, value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value]),
  );
}

/** Answers with bytes of a type, as they are. */
export function bytesAnswer(contentType: string, body: Uint8Array, requestId: string): HttpResponse {
  return { status: 200, headers: { 'content-type': contentType, 'x-amzn-requestid': requestId }, body };
}

/** Writes an error of a JSON protocol: `__type` in the body, and the headers that restJson1 and query-compatible clients read. */
export function jsonError(
  protocol: AwsProtocol,
  error: AwsError,
  requestId: string,
  queryCompatible: boolean,
): HttpResponse {
  return {
    status: error.statusCode,
    headers: {
      'content-type': contentTypes[protocol],
      'x-amzn-requestid': requestId,
      'x-amzn-errortype': error.code,
      ...(queryCompatible ? { 'x-amzn-query-error': `${error.queryCode};${fault(error)}` } : {}),
    },
    body: JSON.stringify({ __type: error.code, message: error.message, ...error.members }),
  };
}

/** Writes the output of an awsQuery operation, already XML: `<OpResponse><OpResult>…</OpResult><ResponseMetadata>…`. */
export function xmlAnswer(
  service: AwsService,
  operation: string,
  output: string | undefined,
  requestId: string,
): HttpResponse {
  const result = output === undefined ? '' : `<${operation}Result>${output}</${operation}Result>`;
  const metadata = element('ResponseMetadata', { RequestId: requestId });
  const namespace = service.query?.namespace ?? errorNamespace;
  const body = `<${operation}Response xmlns="${namespace}">${result}${metadata}</${operation}Response>`;
  return { status: 200, headers: { 'content-type': contentTypes.awsQuery, 'x-amzn-requestid': requestId }, body };
}

/** Writes an error of the query protocol: `<ErrorResponse><Error><Type/><Code/><Message/></Error><RequestId/>`. */
export function xmlError(error: AwsError, requestId: string, namespace = errorNamespace): HttpResponse {
  const content = toXml({
    Error: { Type: fault(error), Code: error.queryCode, Message: error.message, ...error.members },
    RequestId: requestId,
  });
  return {
    status: error.queryStatusCode,
    headers: { 'content-type': contentTypes.awsQuery, 'x-amzn-requestid': requestId },
    body: `<ErrorResponse xmlns="${namespace}">${content}</ErrorResponse>`,
  };
}
