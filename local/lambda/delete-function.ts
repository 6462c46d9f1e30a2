import type { Operation } from '../aws/aws-service.ts';
import { namesVersion } from './alias.ts';
import { findFunction, versionOf } from './function-name.ts';
import type { Functions } from './functions.ts';
import { invalidParameterValue, lambdaMembers, resourceConflict } from './lambda-errors.ts';

/** API reference "DeleteFunction", for a version of a function; the functions themselves are those of the manifest. */
export const deleteFunction =
  (functions: Functions): Operation =>
  (input, context) => {
    const members = lambdaMembers(input, ['FunctionName', 'Qualifier']);
    const name = members.requiredString('FunctionName');
    const named = findFunction(functions, name, members.string('Qualifier'), context);
    const { found, qualifier = '$LATEST' } = named;
    if (!/^\d+$/.test(qualifier)) {
      throw invalidParameterValue('The embedded Lambda deletes published versions only: name one by its number.');
    }
    const { version } = versionOf(named, context);
    const alias = [...found.aliases.values()].find((candidate) => namesVersion(candidate, version));
    if (alias) throw resourceConflict(`Version ${version} is in use by the alias ${alias.name}.`);
    functions.removeVersion(found.id, version);
    return {};
  };
