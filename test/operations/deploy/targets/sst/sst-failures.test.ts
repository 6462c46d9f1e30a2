import { expect, test } from 'vitest';
import { knownFailure } from '../../../../../operations/deploy/targets/sst/sst-failures.ts';

test.each([
  [
    'a lock',
    '|  Locked      A concurrent update was detected on the app. Run `sst unlock` …',
    /sst unlock --stage dev/,
  ],
  ['credentials that have expired', '✕  aws: cached SSO token is expired', /expired\. Sign in/],
  ['no credentials', '✕  AWS credentials are not configured. Try configuring your profile', /AWS_PROFILE/],
  [
    'a missing permission',
    'AccessDenied: User: arn:aws:sts::1:x is not authorized to perform: s3:PutObject',
    /role that may deploy/,
  ],
  ['a missing secret', 'Error: The secret MetricsToken is not set: npx …', /secret list --stage dev/],
  ['a missing bundle', 'Error: Not built: dist/functions/cart/index.mjs.', /--prebuilt/],
  ['a quota', 'creating CloudFront Distribution: TooManyDistributions: …', /Service Quotas/],
  ['too much at a time', 'creating Lambda Permission: TooManyRequestsException: Rate exceeded', /too much at a time/],
  [
    'an account that is too new',
    'creating CloudFront Distribution: AccessDenied: Your account must be verified before you can add new resources.',
    /ask AWS Support to verify/,
  ],
  [
    'a missing state bucket',
    '✕  The state bucket is missing, it may have been accidentally deleted.',
    /Disaster recovery/,
  ],
  ['a damaged state', '✕  Your app state is corrupted.', /state repair --stage dev/],
  ['no network', '✕  Could not install pulumi', /can be reached/],
])('%s is told in a sentence that says what to do, without SST’s words', (_, said, sentence) => {
  const told = knownFailure(['~  Deploy', `\u001b[31m${said}\u001b[0m`], 'dev');
  expect(told).toMatch(sentence);
  expect(told).not.toContain(said);
});

test('what nobody knows has no sentence', () => {
  expect(knownFailure(['✕  Failed', 'ShopTable aws:dynamodb:Table'], 'dev')).toBeUndefined();
});
