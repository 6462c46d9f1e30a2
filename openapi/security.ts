import type { Access } from '../functions/function-definition.ts';
import type { HttpFunctionId } from '../monitoring/resources.ts';
import type { Operation } from './types.ts';

/** The ways to say who one is. */
export const SECURITY_SCHEMES = {
  session: { type: 'apiKey', in: 'cookie', name: '__Host-session', description: 'The session that signing in starts.' },
  bearer: { type: 'http', scheme: 'bearer', description: 'The `token` that signing in answers.' },
  guestCart: { type: 'apiKey', in: 'cookie', name: '__Host-cart', description: 'The cart of somebody not signed in.' },
  metricsToken: { type: 'http', scheme: 'bearer', description: 'The token that a Prometheus server shows.' },
} as const;

type Requirement = { readonly [K in keyof typeof SECURITY_SCHEMES]?: readonly [] };
const SIGNED_IN: readonly Requirement[] = [{ session: [] }, { bearer: [] }];

/** Which of them a route asks for: any one of the list; the empty one is nobody. */
export function securityOf(access: Access, functionId: HttpFunctionId): Operation['security'] {
  switch (access) {
    case 'public':
      return functionId === 'cart' ? [{}, { guestCart: [] }, ...SIGNED_IN] : [];
    case 'customer':
    case 'viewer':
    case 'admin':
      return SIGNED_IN;
    case 'scraper':
      return [{ metricsToken: [] }, ...SIGNED_IN];
    default:
      return access satisfies never;
  }
}

/** Who may call a route of that access, in words; nothing for everybody. */
export function callersOf(access: Access): string | undefined {
  switch (access) {
    case 'public':
      return undefined;
    case 'customer':
      return 'For everybody who is signed in.';
    case 'viewer':
      return 'For viewers and admins.';
    case 'admin':
      return 'For admins.';
    case 'scraper':
      return 'For admins, and for whoever has the metrics token.';
    default:
      return access satisfies never;
  }
}
