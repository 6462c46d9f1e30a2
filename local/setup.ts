import type { InvocationResult } from './lambda/lambda.ts';

type Admin = { readonly email: string; readonly password: string };

/** Address of the first administrator, who also gets the alarms' mails; `.example` is reserved and reaches nobody. */
export const ADMIN_EMAIL = 'admin@smallcart.example';
/** Address of who is told when the administrator does not acknowledge. */
export const NEXT_EMAIL = 'next@smallcart.example';

function adminOf(payload: unknown): Admin | undefined {
  const admin = typeof payload === 'object' && payload !== null && 'admin' in payload ? payload.admin : undefined;
  if (typeof admin !== 'object' || admin === null) return undefined;
  if (!('email' in admin && 'password' in admin)) return undefined;
  return { email: String(admin.email), password: String(admin.password) };
}

/**
 * Invokes the function `setup`: on an empty table it writes the sample catalogue and makes an administrator, otherwise
 * nothing. The password is logged at once: it is known nowhere else, and the start may yet be interrupted.
 * @throws Error when the function fails
 */
export async function setUp(
  invoke: (functionId: string, event: unknown) => Promise<InvocationResult>,
  log: (message: string) => void,
): Promise<void> {
  const result = await invoke('setup', { adminEmail: ADMIN_EMAIL });
  if (result.status === 'error') throw new Error(`setup failed: ${result.errorType}: ${result.errorMessage}`);
  const admin = adminOf(result.payload);
  if (admin) log(`\n  Admin         ${admin.email}  password ${admin.password}  (shown this once)`);
}
