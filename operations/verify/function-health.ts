import { InvokeCommand } from '@aws-sdk/client-lambda';
import * as z from 'zod/mini';
import type { HealthEvent } from '../../functions/lib/health-event.ts';
import { redact } from '../../functions/lib/redact.ts';
import { physicalName } from '../../monitoring/physical-name.ts';
import type { FunctionId } from '../../monitoring/resources.ts';
import type { LambdaCaller } from '../deploy/targets/lambda-caller.ts';
import { VerificationError } from './check.ts';

/** Which code of a function is asked. */
export type Asked = {
  readonly id: FunctionId;
  /** A Lambda version, or the alias. */
  readonly qualifier: string;
  /** The release that it must be. */
  readonly version: string;
};

const Answer = z.object({ service: z.string(), version: z.string(), status: z.literal('ok') });
const Failure = z.object({ errorMessage: z.string() });

const EVENT: HealthEvent = { health: 'check' };

/** Of what is no sentence the beginning will do. */
const LONGEST = 200;

/** In milliseconds: longer than any function may take that is invoked so. */
const PATIENCE = 70_000;

/** A function redacts what it throws itself, but not what keeps it from starting. */
function reasonIn(payload: unknown): string {
  const { data } = z.safeParse(Failure, payload);
  const [line = ''] = (data?.errorMessage ?? 'without a message').split('\n', 1);
  return redact(line).slice(0, LONGEST);
}

/** Invokes a function directly, and answers with what it answers; a `VerificationError` when it fails. */
export async function invokeDirectly(
  caller: LambdaCaller,
  { id, qualifier, event, signal }: Pick<Asked, 'id' | 'qualifier'> & { event: object; signal: AbortSignal },
): Promise<unknown> {
  const input = {
    FunctionName: physicalName(caller.stage, id),
    Qualifier: qualifier,
    Payload: Buffer.from(JSON.stringify(event)),
  };
  const { Payload, FunctionError } = await caller.call('lambda:InvokeFunction', (client) =>
    client.send(new InvokeCommand(input), { abortSignal: AbortSignal.any([signal, AbortSignal.timeout(PATIENCE)]) }),
  );
  const payload: unknown = JSON.parse(Buffer.from(Payload ?? []).toString('utf8') || 'null');
  if (FunctionError === undefined) return payload;
  throw new VerificationError(`${id} failed: ${reasonIn(payload)}`);
}

/** Says that the function is healthy and of the release; a `VerificationError` says what it is instead. */
export async function functionHealth(caller: LambdaCaller, asked: Asked, signal: AbortSignal): Promise<string> {
  const { data } = z.safeParse(Answer, await invokeDirectly(caller, { ...asked, event: EVENT, signal }));
  if (data?.service !== asked.id) throw new VerificationError(`${asked.id} does not answer that it is healthy.`);
  if (data.version !== asked.version)
    throw new VerificationError(`${asked.id} is of release ${data.version} instead of ${asked.version}.`);
  return `${asked.id} is healthy and of release ${data.version}.`;
}
