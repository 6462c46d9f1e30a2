import { expect, test } from 'vitest';
import { authorizationOf } from '../../../operations/backup/call-streams.ts';

test('a request is signed as the SDK would sign it', () => {
  const headers = {
    'content-type': 'application/x-amz-json-1.0',
    host: 'streams.dynamodb.eu-west-1.amazonaws.com',
    'x-amz-date': '20261121T120000Z',
    'x-amz-security-token': 'a token of a test',
    'x-amz-target': 'DynamoDBStreams_20120810.DescribeStream',
  };
  const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'a secret of a test' };
  const body = '{"StreamArn":"arn:ü"}';
  // The signature is the one that the SDK's own signer makes of this request.
  expect(authorizationOf({ headers, body, region: 'eu-west-1', credentials })).toBe(
    'AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20261121/eu-west-1/dynamodb/aws4_request, SignedHeaders=content-type;host;x-amz-date;x-amz-security-token;x-amz-target, Signature=bd24c20e8792dcf4315acff36184db9f482d0f2067491b2a286e073367be739f',
  );
});
