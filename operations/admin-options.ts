import { parseArgs } from 'node:util';
import * as z from 'zod/mini';
import { OperatorError } from './operator-error.ts';

/** Whom to make an admin, and where: of the system on this machine, by the port of its AWS APIs, or of a stage on AWS. */
export type AdminOptions = { readonly email: string } & ({ readonly awsPort: number } | { readonly stage: string });

export const USAGE = `Usage: npm run admin -- --email <address> [options]

Makes an admin account, or makes the account with that address an admin's.

  --email <address>  address of the account
  --stage <stage>    of that stage on AWS, with your own credentials; otherwise of the system that npm start runs here
  --aws-port 4566    port of the AWS APIs of the system that runs here
  --help             this text`;

const OPTIONS = {
  email: { type: 'string' },
  stage: { type: 'string' },
  'aws-port': { type: 'string' },
  help: { type: 'boolean', default: false },
} as const;

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, strict: true, allowPositionals: false }).values;
  } catch (error) {
    const reason = error instanceof Error ? error.message.split(/\.?\n|\. /, 1)[0] : String(error);
    throw new OperatorError(`${reason}. See npm run admin -- --help`);
  }
}

function portOf(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port >= 1 && port <= 65_535) return port;
  throw new OperatorError(`--aws-port takes a whole number from 1 to 65535, not "${text}".`);
}

function checkEmail(email: string | undefined): string {
  if (email === undefined) throw new OperatorError('Name the account with --email <address>.');
  // The rule by which the function itself reads it.
  if (z.safeParse(z.email(), email).success) return email;
  throw new OperatorError('--email takes an e-mail address, such as someone@example.com.');
}

/**
 * Reads the command line.
 * @returns the options, or 'help' when they were asked for
 * @throws OperatorError that names the option and what it takes
 */
export function parseAdminOptions(args: readonly string[]): AdminOptions | 'help' {
  const values = parse(args);
  if (values.help) return 'help';
  const email = checkEmail(values.email);
  const { stage, 'aws-port': awsPort } = values;
  if (stage === undefined) return { email, awsPort: portOf(awsPort ?? '4566') };
  if (awsPort !== undefined)
    throw new OperatorError('--stage is on AWS and --aws-port is on this machine: leave one away.');
  if (/^[a-zA-Z][a-zA-Z0-9-]{0,49}$/.test(stage)) return { email, stage };
  throw new OperatorError('--stage takes the name of a stage: letters, digits and hyphens.');
}
