import { EmptyState } from '../../ui/empty-state.tsx';

/** What stands where no service was recorded. */
export function NoServices() {
  return (
    <EmptyState title="No services">
      Nothing was recorded in this time. A request is on the map a few seconds after it was answered.
    </EmptyState>
  );
}
