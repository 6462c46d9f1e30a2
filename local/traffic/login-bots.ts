import type { LoginStorm } from '../faults/login-storm.ts';
import type { ShopClient } from './shop-client.ts';

/** One attempt of a bot to sign in, at an address that nobody has; `number` counts them. */
export async function guessPassword(client: ShopClient, number: number, { accounts }: LoginStorm): Promise<void> {
  const email = `guessed-${number % accounts}@example.com`;
  await client.send('POST', '/api/auth/login', { email, password: `password-${number}` });
}
