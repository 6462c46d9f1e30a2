import { OperatorError } from './operator-error.ts';
import type { Place } from './place.ts';

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'UnknownError';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}

function localReason(code: string, awsPort: number, action: string): string {
  const port = `port ${awsPort}`;
  switch (code) {
    case 'ECONNREFUSED':
      return `Nothing listens on ${port}. Start the system with npm start, or name its port with --aws-port.`;
    case 'ECONNRESET':
    case 'EPIPE':
    case 'UND_ERR_SOCKET':
      return `The system on ${port} ended while it was asked for ${action}. Start it again with npm start.`;
    case 'UnknownOperationException':
    case 'SyntaxError':
      return `What listens on ${port} does not know ${action}. Start the system of this version with npm start.`;
    case 'TimeoutError':
    case 'ETIMEDOUT':
      return `What listens on ${port} did not answer ${action} in time. Try again; if it is stopped, or not SmallCart, start the system with npm start or name its port with --aws-port.`;
    default:
      return `The system on ${port} refused ${action}: ${code}. Is that the port of its AWS APIs? It is named with --aws-port.`;
  }
}

/** Why a profile gives no credentials; the SDK tells it by the words of its message alone, and of the message before. */
function credentialsReason(error: unknown): string {
  const { message, cause } = error instanceof Error ? error : { message: '', cause: undefined };
  const words = `${message} ${cause instanceof Error ? `${cause.name} ${cause.message}` : ''}`;
  const profile = 'with the profile of AWS_PROFILE if it is set';
  if (/\baws sso login\b|\bSSO (session|token)\b|\btoken is expired\b|\bUnauthorizedException\b/i.test(words))
    return `The sign-in to AWS has expired. Run aws sso login, ${profile}.`;
  if (/\baws login\b|\bre-?authenticate\b/i.test(words))
    return `The sign-in to AWS has expired. Run aws login, ${profile}.`;
  return 'There are no AWS credentials. Sign in to AWS, or set AWS_PROFILE to a profile that has some.';
}

function awsReason(error: unknown, code: string, stage: string, action: string): string {
  switch (code) {
    case 'CredentialsProviderError':
    case 'TokenProviderError':
      return credentialsReason(error);
    case 'ExpiredToken':
    case 'ExpiredTokenException':
    case 'RequestExpired':
      return 'The AWS credentials have expired. Sign in to AWS again.';
    case 'InvalidClientTokenId':
    case 'UnrecognizedClientException':
    case 'SignatureDoesNotMatch':
    case 'InvalidSignatureException':
      return 'AWS does not know these credentials. Sign in to AWS again, or set AWS_PROFILE to the right profile.';
    case 'AccessDenied':
    case 'AccessDeniedException':
      return `The AWS credentials do not allow ${action}. Sign in with a role that may deploy.`;
    case 'ResourceNotFoundException':
      return `${action} found nothing of stage ${stage}. Is it deployed, in this account and region?`;
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'ECONNREFUSED':
    case 'TimeoutError':
      return `AWS could not be reached for ${action} (${code}). Check the network, and that AWS_REGION is a region.`;
    default:
      return `AWS refused ${action}: ${code}.`;
  }
}

/**
 * What is wrong when a call of a place's AWS APIs failed, and what to do, in a sentence that holds nothing of the answer.
 * @param action as IAM spells it: `lambda:UpdateAlias`
 */
export function explainAwsError(error: unknown, place: Place, action: string): OperatorError {
  if (error instanceof OperatorError) return error;
  const code = codeOf(error);
  if (place.kind === 'local') return new OperatorError(localReason(code, place.awsPort, action), { cause: error });
  const regionless = error instanceof Error && /region is missing/i.test(error.message);
  const reason = regionless ? 'No AWS region is set. Set AWS_REGION to that of the stage.' : undefined;
  return new OperatorError(reason ?? awsReason(error, code, place.stage, action), { cause: error });
}
