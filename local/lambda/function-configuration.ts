import type { OperationContext } from '../aws/aws-service.ts';
import { roleArn } from '../iam/role-arn.ts';
import { functionArn } from './function-definition.ts';
import type { FunctionVersion } from './function-version.ts';

/** API reference "FunctionConfiguration": a version as the API shows it; `qualifier` is what was asked for. */
export function functionConfiguration(
  version: FunctionVersion,
  { region, accountId }: Pick<OperationContext, 'region' | 'accountId'>,
  qualifier: string | undefined,
): object {
  const { name, memorySize, timeout, codeSha256, codeSize, description, revisionId } = version;
  return {
    FunctionName: name,
    FunctionArn: functionArn(region, accountId, name, qualifier),
    Version: version.version,
    ...{ CodeSha256: codeSha256, CodeSize: codeSize, Description: description, RevisionId: revisionId },
    ...{ MemorySize: memorySize, Timeout: timeout, Environment: { Variables: version.environment } },
    LastModified: new Date(version.lastModified).toISOString().replace('Z', '+0000'),
    ...{ State: 'Active', LastUpdateStatus: 'Successful', PackageType: 'Zip', Architectures: ['arm64'] },
    ...{ Runtime: 'nodejs24.x', Handler: 'index.handler', TracingConfig: { Mode: 'Active' } },
    Role: roleArn(accountId, name),
    LoggingConfig: { LogFormat: 'Text', LogGroup: `/aws/lambda/${name}` },
  };
}
