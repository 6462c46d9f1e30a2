import type { Operation } from '../aws/aws-service.ts';
import { functionConfiguration } from './function-configuration.ts';
import { findFunction } from './function-name.ts';
import type { Functions } from './functions.ts';
import { invalidParameterValue, lambdaMembers, preconditionFailed } from './lambda-errors.ts';

/** API reference "PublishVersion". */
export const publishVersion =
  (functions: Functions): Operation =>
  (input, context) => {
    const members = lambdaMembers(input, ['FunctionName', 'CodeSha256', 'Description', 'RevisionId']);
    const { found } = findFunction(functions, members.requiredString('FunctionName'), undefined, context);
    const { latest } = found;
    const [codeSha256, revisionId] = [members.string('CodeSha256'), members.string('RevisionId')];
    if (revisionId !== undefined && revisionId !== latest.revisionId) throw preconditionFailed();
    if (codeSha256 !== undefined && codeSha256 !== latest.codeSha256) {
      throw invalidParameterValue(
        `CodeSHA256 (${codeSha256}) is different from current CodeSHA256 in $LATEST (${latest.codeSha256}). Please try again with the CodeSHA256 in $LATEST.`,
      );
    }
    const published = functions.publish(found.id, members.string('Description'));
    return functionConfiguration(published, context, published.version);
  };
