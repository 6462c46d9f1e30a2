import { session } from '../state/shop.ts';
import { useStore } from '../state/store.ts';

/** Whether whoever is here may change anything by the console: viewers look only. The API decides the same. */
export function useMayChange(): boolean {
  const current = useStore(session.store);
  return current.status === 'signedIn' && current.user.role === 'admin';
}
