import './table.css';
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

/** One column: its heading, how a row fills it, and whether it holds figures (set right, in even digits). */
export type Column<Row> = {
  id: string;
  header: string;
  cell: (row: Row) => ComponentChildren;
  align?: 'start' | 'end';
};

type TableProps<Row> = {
  caption: string;
  captionHidden?: boolean;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  empty?: ComponentChildren;
};

const alignment = (align: 'start' | 'end' | undefined) => (align === 'end' ? 'table-end' : '');

/** A captioned table whose first column heads each row; it scrolls sideways by keyboard where it does not fit. */
export function Table<Row>({ caption, captionHidden, columns, rows, rowKey, empty }: TableProps<Row>) {
  const id = useId();
  if (rows.length === 0 && empty !== undefined) return <>{empty}</>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <section class="table-scroll" tabIndex={0} aria-labelledby={id}>
      <table class="table">
        <caption id={id} class={captionHidden ? 'visually-hidden' : ''}>
          {caption}
        </caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.id} scope="col" class={alignment(column.align)}>
                {column.header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)}>
              {columns.map((column, index) =>
                index === 0 ? (
                  <th key={column.id} scope="row" class={alignment(column.align)}>
                    {column.cell(row)}
                  </th>
                ) : (
                  <td key={column.id} class={alignment(column.align)}>
                    {column.cell(row)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
