import type { Role } from '../../api/types.ts';
import type { Tone } from '../../ui/badge.tsx';

/** What somebody of a role is called, and may do. */
export const ROLE_WORDS: Readonly<Record<Role, { name: string; may: string; tone: Tone }>> = {
  customer: { name: 'Customer', may: 'buys', tone: 'neutral' },
  viewer: { name: 'Viewer', may: 'also sees the statistics, the jobs and the console', tone: 'info' },
  admin: { name: 'Administrator', may: 'runs the shop', tone: 'good' },
};

/** The roles, from the one that may least. */
export const ROLES = ['customer', 'viewer', 'admin'] as const satisfies readonly Role[];

/** The role of that name. */
export function readRole(text: unknown): Role | undefined {
  return ROLES.find((role) => role === text);
}
