import { signInHref } from '../state/return-path.ts';
import type { Session } from '../state/session.ts';
import { ButtonLink } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';

/** Stands in place of the console for those who may not see it: what it takes, and where to go. */
export function NoAccess({ session, path }: { session: Session; path: string }) {
  if (session.status === 'signedIn') {
    return (
      <EmptyState title="This is for operators" actions={<ButtonLink href="/">Back to the shop</ButtonLink>}>
        {`You are signed in as ${session.user.name}, whose account is for shopping. An administrator can make it a viewer’s.`}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title="Sign in to see how the shop is doing"
      actions={
        <ButtonLink variant="primary" href={signInHref(path)}>
          Sign in
        </ButtonLink>
      }
    >
      The console shows live figures, alarms and traces to viewers and administrators.
    </EmptyState>
  );
}
