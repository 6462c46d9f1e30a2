import { type Column, Table } from '../../ui/table.tsx';
import { fieldLink } from './field-link.ts';
import { Pages } from './pages.tsx';
import { shownValue } from './result-cell.ts';

type Row = Readonly<Record<string, string>>;
type Numbered = { readonly row: Row; readonly index: number };

type ResultTableProps = {
  caption: string;
  fields: readonly string[];
  rows: readonly Row[];
  /** The time that is looked at, for links. */
  look: URLSearchParams;
};

function Cell({ field, value, look }: { field: string; value: string | undefined; look: URLSearchParams }) {
  if (value === undefined || value === '') return <span class="soft">–</span>;
  const link = fieldLink(field, value, look);
  return <>{link === undefined ? shownValue(value).text : <a href={link.href}>{value}</a>}</>;
}

/** What a query answered, as it is, a row for each. */
export function ResultTable({ caption, fields, rows, look }: ResultTableProps) {
  const columns = fields
    .filter((field) => field !== '@ptr')
    .map((field): Column<Numbered> => {
      const first = rows.find((row) => row[field] !== undefined)?.[field] ?? '';
      return {
        id: field,
        header: field,
        align: shownValue(first).kind === 'number' ? 'end' : 'start',
        cell: ({ row }) => <Cell field={field} value={row[field]} look={look} />,
      };
    });
  return (
    <div class="result-table">
      <Pages items={rows}>
        {(shown) => (
          <Table
            caption={caption}
            columns={columns}
            rows={shown.map((row, index) => ({ row, index }))}
            rowKey={({ index }) => String(index)}
          />
        )}
      </Pages>
    </div>
  );
}
