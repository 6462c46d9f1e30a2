import { expect, test } from 'vitest';
import { environmentVariables } from '../../../local/lambda/environment-variables.ts';

const place = { region: 'eu-west-1', logGroup: 'group', logStream: 'stream', xrayDaemonAddress: '127.0.0.1:2000' };
const version = {
  ...{ id: 'till', name: 'shop-till', bundle: '', memorySize: 128, timeout: 3, version: '2', lastModified: 0 },
  ...{ codeSha256: '', codeSize: 0, description: '', revisionId: '' },
  environment: { RELEASE: 'one', AWS_ACCESS_KEY_ID: 'of another', AWS_REGION: 'elsewhere' },
};

test('a function calls with the key of its role, whatever its own variables say', () => {
  const credentials = { accessKeyId: 'ASIATILL', secretAccessKey: 'secret' };
  expect(environmentVariables({ ...version, credentials }, place)).toMatchObject({
    ...{ AWS_ACCESS_KEY_ID: 'ASIATILL', AWS_SECRET_ACCESS_KEY: 'secret' },
    ...{ RELEASE: 'one', AWS_REGION: 'eu-west-1', AWS_LAMBDA_FUNCTION_VERSION: '2' },
  });
});
