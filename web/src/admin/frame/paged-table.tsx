import type { ComponentChildren } from 'preact';
import type { PagedResource } from '../../state/use-pages.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { MoreButton } from '../../ui/more-button.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import { Loaded } from './loaded.tsx';

type PagedTableProps<Row> = {
  resource: PagedResource<Row>;
  /** What the rows are, in lower case. */
  what: string;
  caption: string;
  columns: readonly Column<Row>[];
  rowKey: (row: Row) => string;
  empty: { title: string; text: string; actions?: ComponentChildren };
  more?: string;
};

/** A list that grows by a page at a time, as a table. */
export function PagedTable<Row>({ resource, what, caption, columns, rowKey, empty, more }: PagedTableProps<Row>) {
  return (
    <Loaded resource={resource} what={what}>
      {({ items }) => (
        <>
          <Table
            caption={caption}
            captionHidden
            columns={columns}
            rows={items}
            rowKey={rowKey}
            empty={
              <EmptyState title={empty.title} actions={empty.actions}>
                {empty.text}
              </EmptyState>
            }
          />
          <MoreButton more={resource.more} older={resource.older}>
            {more ?? `Show more ${what}`}
          </MoreButton>
        </>
      )}
    </Loaded>
  );
}
