import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { Caller } from './caller.ts';
import type { JsonObject } from './json.ts';
import type { ApiModel } from './model/api-model.ts';

/** What an operation may know of its call, apart from its input. */
export type OperationContext = {
  /** Virtual epoch milliseconds at which the request was dispatched. */
  readonly now: number;
  readonly region: string;
  readonly accountId: string;
  readonly requestId?: string;
  /** Whose role decides what the call may do; absent for operators, who may do everything. */
  readonly caller?: Caller;
  /** Aborted when the client hangs up, so that a long poll can end. */
  readonly signal?: AbortSignal;
  /** The size of the body as it was sent, before its content encoding is undone; absent when there is no request. */
  readonly bodyBytes?: number;
  /** Sets a header of the answer. */
  readonly setHeader?: (name: string, value: string) => void;
  /** Answers with these bytes in place of XML, for the operations of awsQuery that may; other protocols have it not. */
  readonly setBody?: (contentType: string, body: Uint8Array) => void;
};

/** One API operation: input as it came over the wire to output as it goes over the wire; AwsError for what the client did wrong. */
export type Operation = (input: JsonObject, context: OperationContext) => unknown | Promise<unknown>;

/** A whole HTTP request, for the few APIs whose headers or raw body matter (Lambda's Invoke, the control API). */
export type HttpRequest = {
  readonly method: string;
  readonly path: string;
  /** Values of the `{name}` parts of the route. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
};

export type HttpResponse = {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
};

/** Answers one whole HTTP request. */
export type HttpHandler = (request: HttpRequest, context: OperationContext) => HttpResponse | Promise<HttpResponse>;

export type AwsProtocol = 'awsJson1_0' | 'awsJson1_1' | 'awsQuery' | 'restJson1';

/** One AWS service: how it is addressed on the wire, and its operations by name. `protocol` is what its JSON is called. */
export interface AwsService {
  /** The name used in messages, such as `sqs`. */
  readonly name: string;
  readonly protocol: AwsProtocol;
  /** The part of X-Amz-Target before the dot (JSON protocols). */
  readonly target?: string;
  /** The service's name in the credential scope when it is not `name` (cloudwatch signs as `monitoring`). */
  readonly signingName?: string;
  /** The API version of the form's `Version` member and the XML namespace of the answer, for all that speak awsQuery. */
  readonly query?: { readonly version: string; readonly namespace: string };
  /** Loads the API's model, by which rpc-v2-cbor (under `target`) and awsQuery (under `query`) are served as well. */
  readonly loadModel?: () => Promise<ApiModel>;
  /**
   * Whether errors also carry `x-amzn-query-error`, as services that moved from the query protocol to JSON do; whatever
   * the request's `x-amzn-query-mode` says, which clients that read the one did not always send.
   */
  readonly queryCompatible?: boolean;
  readonly operations: Readonly<Record<string, Operation>>;
  /** The HTTP status of an operation's answer by its name, where that is not 200 (restJson1); 204 has no body. */
  readonly statuses?: Readonly<Record<string, number>>;
  /** Route (`POST /TraceSegments`, parts in braces) to the name of an operation, or to a handler of the whole request (restJson1). */
  readonly routes?: Readonly<Record<string, string | HttpHandler>>;
}

/** The address of a JSON-protocol operation, from X-Amz-Target. */
export type OperationTarget = { readonly service: string; readonly operation: string };

/** Passes a request on to another server, streaming both bodies; it answers every request itself. */
export type ProxyHandler = (request: IncomingMessage, response: ServerResponse, target: OperationTarget) => void;
