import { expect, test } from 'vitest';
import { signedService } from '../../../local/aws/credential-scope.ts';

const scope = 'AKID/20261121/eu-north-1/monitoring/aws4_request';

const signatures: Record<
  string,
  [authorization: string | undefined, presigned: string | undefined, service: string | undefined]
> = {
  'a signature in the header': [
    `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=0`,
    undefined,
    'monitoring',
  ],
  'a signature without spaces': [
    `AWS4-HMAC-SHA256 Credential=${scope},SignedHeaders=host,Signature=0`,
    undefined,
    'monitoring',
  ],
  'a key id with slashes': [`AWS4-HMAC-SHA256 Credential=a/b/${scope}, Signature=0`, undefined, 'monitoring'],
  'a presigned URL': [undefined, scope, 'monitoring'],
  'an older signature': ['AWS AKID:signature', undefined, undefined],
  'a bearer token': ['Bearer token', '', undefined],
  'no signature': [undefined, undefined, undefined],
  'a scope of something else': [
    'AWS4-HMAC-SHA256 Credential=AKID/20261121/eu-north-1/monitoring/other',
    undefined,
    undefined,
  ],
};

test.each(Object.entries(signatures))('the service of %s', (_, [authorization, presigned, service]) => {
  expect(signedService(authorization, presigned)).toBe(service);
});
