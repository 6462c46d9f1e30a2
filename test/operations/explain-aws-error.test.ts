import { describe, expect, test } from 'vitest';
import { explainAwsError } from '../../operations/explain-aws-error.ts';
import { OperatorError } from '../../operations/operator-error.ts';

const named = (name: string): Error => Object.assign(new Error('arn:aws:iam::123456789012:user/ida'), { name });
const coded = (code: string): Error => Object.assign(new Error('connect 10.0.0.1'), { code });
/** As the SDK says that a profile gives no credentials. */
const unsigned = (message: string, cause?: Error): Error =>
  Object.assign(new Error(message, { cause }), { name: 'CredentialsProviderError' });
const SSO = /^The sign-in to AWS has expired\. Run aws sso login, with the profile of AWS_PROFILE if it is set\.$/;

describe('what AWS says is told in a sentence with what to do', () => {
  test.each([
    [named('CredentialsProviderError'), /no AWS credentials\. Sign in/],
    [unsigned('The SSO session associated with this profile has expired. To refresh this SSO session run ida'), SSO],
    [
      unsigned("Token is expired. To refresh this SSO session run 'aws sso login' with the corresponding profile."),
      SSO,
    ],
    [unsigned('The SSO session token associated with profile=ida was not found or is invalid. ida'), SSO],
    [unsigned("Value not present for 'refreshToken' in SSO Token. Cannot refresh. ida"), SSO],
    [unsigned('10.0', Object.assign(new Error('ida'), { name: 'UnauthorizedException' })), SSO],
    [
      unsigned('Failed to load a token for session ida, please re-authenticate using aws login'),
      /expired\. Run aws login,/,
    ],
    [unsigned('Your session has expired. Please reauthenticate.'), /expired\. Run aws login,/],
    [unsigned('Could not load credentials from any providers'), /no AWS credentials\. Sign in/],
    [named('ExpiredTokenException'), /expired\. Sign in to AWS again/],
    [named('UnrecognizedClientException'), /does not know these credentials/],
    [named('AccessDeniedException'), /do not allow lambda:GetAlias/],
    [named('ResourceNotFoundException'), /nothing of stage dev/],
    [coded('ENOTFOUND'), /could not be reached.*AWS_REGION/],
    [new Error('Region is missing'), /No AWS region is set\. Set AWS_REGION/],
    [named('ServiceException'), /^AWS refused lambda:GetAlias: ServiceException\.$/],
    ['thrown', /UnknownError/],
  ])('%s', (error, sentence) => {
    const told = explainAwsError(error, { kind: 'aws', stage: 'dev' }, 'lambda:GetAlias');
    expect(told.message).toMatch(sentence);
    expect(told.message).not.toMatch(/ida|10\.0/);
    expect(told.cause).toBe(error);
  });
});

describe('what the system on this machine says, too', () => {
  test.each([
    [coded('ECONNREFUSED'), /Nothing listens on port 4566\. Start the system with npm start/],
    [coded('ECONNRESET'), /ended while it was asked for lambda:GetAlias/],
    [coded('UND_ERR_SOCKET'), /ended while it was asked for lambda:GetAlias\. Start it again/],
    [named('TimeoutError'), /did not answer lambda:GetAlias in time\. Try again; .* --aws-port\.$/],
    [named('UnknownOperationException'), /does not know lambda:GetAlias/],
    [named('InvalidParameterValueException'), /^The system on port 4566 refused lambda:GetAlias: InvalidParam/],
  ])('%s', (error, sentence) => {
    const told = explainAwsError(error, { kind: 'local', stage: 'local', awsPort: 4566 }, 'lambda:GetAlias');
    expect(told.message).toMatch(sentence);
  });
});

test('what has been explained already stays as it is', () => {
  const error = new OperatorError('Deploy again.');
  expect(explainAwsError(error, { kind: 'aws', stage: 'dev' }, 'lambda:GetAlias')).toBe(error);
});
