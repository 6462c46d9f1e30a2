import { usePages } from '../../state/use-pages.ts';
import type { Column } from '../../ui/table.tsx';
import { Time } from '../../ui/time.tsx';
import { type AuditEntry, adminApi } from '../admin-api.ts';
import { IdLink } from '../frame/id-link.tsx';
import { PageHead } from '../frame/page-head.tsx';
import { PagedTable } from '../frame/paged-table.tsx';
import { actionWords, detailWords } from './audit-words.ts';

const COLUMNS: readonly Column<AuditEntry>[] = [
  { id: 'at', header: 'When', cell: ({ at }) => <Time at={at} /> },
  { id: 'actor', header: 'Who', cell: ({ actor }) => <IdLink id={actor} /> },
  { id: 'action', header: 'What', cell: ({ action }) => actionWords(action) },
  { id: 'target', header: 'Of', cell: ({ target }) => <IdLink id={target} /> },
  {
    id: 'details',
    header: 'Details',
    cell: ({ details }) => <span class="cell-text">{detailWords(details).join('; ') || '–'}</span>,
  },
];

/** Everything that administrators have done, the newest first. */
export function AuditPage() {
  const resource = usePages('audit', adminApi.audit);
  return (
    <>
      <PageHead title="Audit log">Everything that administrators have done, and what it changed.</PageHead>
      <PagedTable
        resource={resource}
        what="entries"
        caption="Entries, newest first"
        columns={COLUMNS}
        rowKey={({ id }) => id}
        empty={{ title: 'Nothing yet', text: 'What administrators do is written down here.' }}
        more="Show older entries"
      />
    </>
  );
}
