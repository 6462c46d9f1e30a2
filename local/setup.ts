import type { InvocationResult } from './lambda/lambda.ts';

/** The first administrator; the password is known here only, until it is printed. */
export type Admin = { readonly email: string; readonly password: string };

/** Address of the first administrator, who also gets the alarms' mails; `.example` is reserved and reaches nobody. */
export const ADMIN_EMAIL = 'admin@smallcart.example';

function adminOf(payload: unknown): Admin | undefined {
  const admin = typeof payload === 'object' && payload !== null && 'admin' in payload ? payload.admin : undefined;
  if (typeof admin !== 'object' || admin === null) return undefined;
  if (!('email' in admin && 'password' in admin)) return undefined;
  return { email: String(admin.email), password: String(admin.password) };
}

/**
 * Invokes the function `setup`: on an empty table it writes the sample catalogue and makes an administrator, otherwise
 * nothing.
 * @throws Error when the function fails
 */
export async function setUp(
  invoke: (functionId: string, event: unknown) => Promise<InvocationResult>,
): Promise<Admin | undefined> {
  const result = await invoke('setup', { adminEmail: ADMIN_EMAIL });
  if (result.status === 'error') throw new Error(`setup failed: ${result.errorType}: ${result.errorMessage}`);
  return adminOf(result.payload);
}
