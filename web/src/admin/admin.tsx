import { useTitle } from '../ui/use-title.ts';

/** What those who run the shop do to it. */
export function Admin() {
  useTitle('Administration');
  return (
    <div class="page-head">
      <h1>Administration</h1>
    </div>
  );
}
