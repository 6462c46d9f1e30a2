import type { Context, Hono } from 'hono';
import type { ApiGatewayRequestContextV2, LambdaContext, LambdaEvent } from 'hono/aws-lambda';
import type { HttpFunctionId } from '../../monitoring/resources.ts';
import type { Line } from './emit.ts';
import type { SafeError } from './redact.ts';
import type { Session } from './session.ts';

/** Hono's environment of every HTTP function. */
export type ApiEnv = {
  Bindings: {
    readonly event: LambdaEvent;
    readonly requestContext: ApiGatewayRequestContextV2;
    readonly lambdaContext: LambdaContext;
  };
  Variables: {
    readonly functionId: HttpFunctionId;
    /** The event's time, epoch milliseconds: the only time that is stored. */
    readonly now: number;
    readonly requestId: string;
    readonly line: Line;
    /** Looked up once per request, when first asked for; use `session()`. */
    readonly session: Promise<Session | undefined> | undefined;
    /** The bug that ended the request, if one did. */
    readonly failure: SafeError | undefined;
  };
};

export type ApiContext = Context<ApiEnv>;
export type Api = Hono<ApiEnv>;
