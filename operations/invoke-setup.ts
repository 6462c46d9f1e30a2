import { InvokeCommand, LambdaClient, type LambdaClientConfig } from '@aws-sdk/client-lambda';
import { LIVE_ALIAS, physicalName } from '../monitoring/physical-name.ts';
import { awsAccess } from './aws-access.ts';
import { explainAwsError } from './explain-aws-error.ts';
import { OperatorError } from './operator-error.ts';
import type { Place } from './place.ts';

/** An invocation is not repeated: the answer that was lost may have held the only copy of a password. In milliseconds. */
const CLIENT: LambdaClientConfig = {
  maxAttempts: 1,
  requestHandler: { connectionTimeout: 5_000, requestTimeout: 70_000, throwOnRequestTimeout: true },
};

const ACTION = 'lambda:InvokeFunction';

function clientFor(place: Place): LambdaClient {
  return new LambdaClient({ ...CLIENT, ...awsAccess(place) });
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'UnknownError';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}

/** What is wrong when it could not be invoked, and what to do. */
function reasonOf(error: unknown, place: Place, name: string): string {
  if (place.kind === 'local') {
    const port = `port ${place.awsPort}`;
    if (codeOf(error) === 'ECONNREFUSED')
      return `Nothing listens on ${port}. Start the system with npm start, or name its port with --aws-port.`;
    return `What listens on ${port} is not SmallCart’s AWS APIs (${codeOf(error)}). Name their port with --aws-port.`;
  }
  const code = codeOf(error);
  const unnamed = error instanceof Error && /region is missing/i.test(error.message);
  if (unnamed) return explainAwsError(error, place, ACTION).message;
  switch (code) {
    case 'CredentialsProviderError':
    case 'TokenProviderError':
    case 'ExpiredTokenException':
    case 'UnrecognizedClientException':
      return explainAwsError(error, place, ACTION).message;
    case 'ResourceNotFoundException':
      return `There is no function ${name}. Is the stage deployed, in this account and region?`;
    case 'AccessDeniedException':
      return `Your AWS credentials may not invoke ${name} (${ACTION}).`;
    default:
      return `${name} could not be invoked: ${code}. If it ran, an account it made has a password that nobody knows.`;
  }
}

function messageIn(payload: unknown): string {
  const message =
    typeof payload === 'object' && payload !== null && 'errorMessage' in payload ? payload.errorMessage : undefined;
  return typeof message === 'string' ? message : 'The function failed without a message.';
}

/** Invokes the function `setup` and returns what it answers; throws an OperatorError that says what to do otherwise. */
export async function invokeSetup(place: Place, event: object): Promise<unknown> {
  const name = physicalName(place.stage, 'setup');
  const client = clientFor(place);
  // The code that serves: the latest may be that of a release which was taken back.
  const input = { FunctionName: name, Qualifier: LIVE_ALIAS, Payload: Buffer.from(JSON.stringify(event)) };
  try {
    const { Payload, FunctionError } = await client.send(new InvokeCommand(input));
    const payload: unknown = JSON.parse(Buffer.from(Payload ?? []).toString('utf8'));
    if (FunctionError === undefined) return payload;
    throw new OperatorError(messageIn(payload));
  } catch (cause) {
    throw cause instanceof OperatorError ? cause : new OperatorError(reasonOf(cause, place, name), { cause });
  }
}
