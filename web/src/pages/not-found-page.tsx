import { ButtonLink } from '../ui/button.tsx';
import { useTitle } from '../ui/use-title.ts';

/** What stands at an address that leads nowhere. */
export function NotFoundPage() {
  useTitle('Not found');
  return (
    <div class="empty-state">
      <h1>There is nothing here</h1>
      <p>The address may be mistyped, or what was here has been removed.</p>
      <div class="empty-state-actions">
        <ButtonLink href="/" variant="primary">
          To the catalogue
        </ButtonLink>
      </div>
    </div>
  );
}
