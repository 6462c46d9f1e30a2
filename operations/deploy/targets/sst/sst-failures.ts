import { stripVTControlCharacters } from 'node:util';

type KnownFailure = { readonly said: RegExp; readonly sentence: (stage: string) => string };

/** What SST says when it cannot go on for a reason that the operator can mend; the first that fits is told. */
const KNOWN: readonly KnownFailure[] = [
  {
    said: /concurrent update was detected/i,
    sentence: (stage) =>
      `SST holds a lock on stage ${stage}: another deployment runs, or one died. If none runs, npx sst unlock --stage ${stage}`,
  },
  {
    said: /cached SSO token is expired|ExpiredToken|token (included in the request )?(is|has) expired/i,
    sentence: () => 'The AWS credentials have expired. Sign in to AWS again.',
  },
  {
    said: /credentials are not configured|no EC2 IMDS role found|InvalidClientTokenId|UnrecognizedClientException/i,
    sentence: () => 'SST found no AWS credentials that AWS knows. Sign in to AWS, or set AWS_PROFILE.',
  },
  {
    said: /state bucket is missing/i,
    sentence: () =>
      'The bucket of SST’s state is missing. Bring it back from its versions, or see docs/operations.md, “Disaster recovery”.',
  },
  {
    said: /passphrase for this app \/ stage is missing or invalid/i,
    sentence: (stage) =>
      `SST’s passphrase of stage ${stage} is missing or wrong: is it the account that the stage was deployed to?`,
  },
  {
    said: /app state is corrupted|snapshot integrity/i,
    sentence: (stage) => `SST’s state of stage ${stage} is damaged. Run npx sst state repair --stage ${stage}`,
  },
  {
    said: /could not install (pulumi|bun)|error downloading plugin|could not download|failed to (download|install) plugin/i,
    sentence: () => 'SST could not download what it needs. Check that GitHub and get.pulumi.com can be reached.',
  },
  {
    said: /Updating provider versions|does not match v[\d.]+ in your|You specified version .* provider/i,
    sentence: () => 'The versions of SST or of its providers do not fit each other. Run npm ci, then try again.',
  },
  {
    said: /Not built: /,
    sentence: () => 'The release is not built whole. Deploy without --prebuilt.',
  },
  {
    said: /The secret \w+ is (not set|shorter)/,
    sentence: (stage) => `A secret of stage ${stage} is missing. See npx sst secret list --stage ${stage}`,
  },
  {
    said: /TooManyRequests|Throttling|rate exceeded/i,
    sentence: () => 'AWS was asked for too much at a time. Deploy again.',
  },
  {
    said: /(LimitExceeded|ServiceQuotaExceeded|TooMany\w+)(Exception|Fault)?\b|exceeds? .{0,40}(quota|limit)/i,
    sentence: () => 'A quota of the AWS account is used up. See Service Quotas for what SST names below.',
  },
  {
    said: /account must be verified|OptInRequired|SubscriptionRequired|not signed up for/i,
    sentence: () =>
      'AWS has not made the account ready for what SST names below. Finish its sign-up, or ask AWS Support to verify it.',
  },
  {
    said: /AccessDenied|is not authorized to perform/i,
    sentence: () =>
      'The AWS credentials do not allow something that SST has to do. Sign in with a role that may deploy.',
  },
];

/** Why SST failed, in a sentence without its output; undefined when it is nothing that is known. */
export function knownFailure(output: readonly string[], stage: string): string | undefined {
  const text = output.map((line) => stripVTControlCharacters(line)).join('\n');
  return KNOWN.find(({ said }) => said.test(text))?.sentence(stage);
}
