import type { Role, User } from '../api/types.ts';
import type { SafeStorage } from './safe-storage.ts';

/** What a tab knows of whoever was signed in when that could last be asked. */
export type LastKnown = Pick<User, 'name' | 'role'>;

const KEY = 'smallcart.last-known';
const ROLES: readonly Role[] = ['customer', 'viewer', 'admin'];

function read(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Whoever is kept in the tab; undefined when there is nobody, or nothing that can be read. */
export function lastKnown(tab: SafeStorage): LastKnown | undefined {
  const kept = read(tab.getItem(KEY) ?? '');
  if (typeof kept !== 'object' || kept === null || !('name' in kept) || !('role' in kept)) return undefined;
  const role = ROLES.find((each) => each === kept.role);
  return role && typeof kept.name === 'string' ? { name: kept.name, role } : undefined;
}

/** Keeps in the tab who is here, their name and role alone; nobody when a guest is. */
export function keepKnown(tab: SafeStorage, user: LastKnown | null): void {
  if (user) tab.setItem(KEY, JSON.stringify({ name: user.name, role: user.role }));
  else tab.removeItem(KEY);
}
