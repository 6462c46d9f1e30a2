import { parseAdminOptions, USAGE } from './admin-options.ts';
import { fail } from './fail.ts';
import { makeAdmin } from './make-admin.ts';
import { OperatorError } from './operator-error.ts';

try {
  const options = parseAdminOptions(process.argv.slice(2));
  process.stdout.write(`${options === 'help' ? USAGE : await makeAdmin(options)}\n`);
} catch (error) {
  if (!(error instanceof OperatorError)) throw error;
  fail(error.message);
}
