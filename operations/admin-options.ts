import * as z from 'zod/mini';
import { PLACE_OPTIONS, PLACE_USAGE, readCommandLine, readPlace } from './command-line.ts';
import { OperatorError } from './operator-error.ts';
import type { Place } from './place.ts';

/** Whom to make an admin, and where. */
export type AdminOptions = { readonly email: string; readonly place: Place };

export const USAGE = `Usage: npm run admin -- --email <address> [options]

Makes an admin account, or makes the account with that address an admin's.

  --email <address>  address of the account
${PLACE_USAGE}`;

function checkEmail(email: string | undefined): string {
  if (email === undefined) throw new OperatorError('Name the account with --email <address>.');
  // The rule by which the function itself reads it.
  if (z.safeParse(z.email(), email).success) return email;
  throw new OperatorError('--email takes an e-mail address, such as someone@example.com.');
}

/**
 * Reads the command line of `npm run admin`.
 * @returns the options, or 'help' when they were asked for
 * @throws OperatorError that names the option and what it takes
 */
export function parseAdminOptions(args: readonly string[]): AdminOptions | 'help' {
  const values = readCommandLine('admin', args, { ...PLACE_OPTIONS, email: { type: 'string' } });
  return values.help ? 'help' : { email: checkEmail(values.email), place: readPlace(values) };
}
