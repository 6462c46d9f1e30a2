import type { ReportViolation } from '../../../../functions/ops/slo-responses.ts';
import { formatDuration, formatNumber } from '../../ui/format-number.ts';
import { type Column, Table } from '../../ui/table.tsx';
import { Moment } from '../moment.tsx';
import { Severity } from '../severity.tsx';
import { hoursInWords } from './objective-words.ts';

function Causes({ of: { causes } }: { of: ReportViolation }) {
  if (causes.length === 0) return <>no incident</>;
  return (
    <ul class="causes">
      {causes.map(({ id, title, severity }) => (
        <li key={id}>
          <a href={`/ops/incidents/${encodeURIComponent(id)}`}>{title}</a> <Severity of={severity} state={undefined} />
        </li>
      ))}
    </ul>
  );
}

function timeColumns(now: string, hourly: boolean): Column<ReportViolation>[] {
  if (hourly) return [{ id: 'when', header: 'When', cell: (each) => hoursInWords(each, now) }];
  return [
    { id: 'from', header: 'From', cell: ({ from }) => <Moment at={from} now={now} /> },
    {
      id: 'long',
      header: 'For',
      align: 'end',
      cell: ({ from, to }) => formatDuration(Date.parse(to) - Date.parse(from)),
    },
  ];
}

function columns(now: string, hourly: boolean): Column<ReportViolation>[] {
  return [
    ...timeColumns(now, hourly),
    { id: 'failed', header: 'Failed', align: 'end', cell: ({ failed }) => formatNumber(failed) },
    { id: 'total', header: 'Of', align: 'end', cell: ({ total }) => formatNumber(total) },
    { id: 'causes', header: 'Incidents', cell: (each) => <Causes of={each} /> },
  ];
}

type ViolationsProps = { of: readonly ReportViolation[]; title: string; now: string; hourly?: boolean };

/** When an objective was violated, with the incidents of the time; nothing when it was not. `hourly` where only the full hours are known. */
export function Violations({ of, title, now, hourly = false }: ViolationsProps) {
  if (of.length === 0) return null;
  return (
    <Table
      caption={`When ${title.toLowerCase()} was violated`}
      columns={columns(now, hourly)}
      rows={of}
      rowKey={({ from }) => from}
    />
  );
}
