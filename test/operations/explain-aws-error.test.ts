import { describe, expect, test } from 'vitest';
import { explainAwsError } from '../../operations/explain-aws-error.ts';
import { OperatorError } from '../../operations/operator-error.ts';

const named = (name: string): Error => Object.assign(new Error('arn:aws:iam::123456789012:user/ida'), { name });
const coded = (code: string): Error => Object.assign(new Error('connect 10.0.0.1'), { code });

describe('what AWS says is told in a sentence with what to do', () => {
  test.each([
    [named('CredentialsProviderError'), /no AWS credentials\. Sign in/],
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
