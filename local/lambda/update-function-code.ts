import type { Operation } from '../aws/aws-service.ts';
import type { CodeStore } from './code-store.ts';
import { functionConfiguration } from './function-configuration.ts';
import { findFunction } from './function-name.ts';
import type { FunctionVersion } from './function-version.ts';
import type { Functions } from './functions.ts';
import { invalidParameterValue, lambdaMembers, preconditionFailed } from './lambda-errors.ts';
import { readArchive } from './read-archive.ts';

const MEMBERS = ['FunctionName', 'ZipFile', 'Publish', 'DryRun', 'RevisionId'];

/** API reference "UpdateFunctionCode", for code that comes with the request. */
export const updateFunctionCode =
  (functions: Functions, code: CodeStore): Operation =>
  (input, context) => {
    const members = lambdaMembers(input, MEMBERS);
    const { found } = findFunction(functions, members.requiredString('FunctionName'), undefined, context);
    const revisionId = members.string('RevisionId');
    if (revisionId !== undefined && revisionId !== found.latest.revisionId) throw preconditionFailed();
    const archive = Buffer.from(members.string('ZipFile') ?? '', 'base64');
    if (archive.length === 0) throw invalidParameterValue('Please provide a source for function code.');
    const files = readArchive(archive);
    if (members.boolean('DryRun')) return functionConfiguration(found.latest, context, undefined);
    const updated = functions.update(found.id, code.put(archive, files));
    if (!members.boolean('Publish')) return functionConfiguration(updated, context, undefined);
    const published: FunctionVersion = functions.publish(found.id);
    return functionConfiguration(published, context, published.version);
  };
