import { EmptyState } from '../../ui/empty-state.tsx';
import { FiguresChart } from './figures-chart.tsx';
import type { Found } from './follow-query.ts';
import type { Histogram } from './histogram.ts';
import { HistogramChart } from './histogram-chart.tsx';
import { scannedInWords } from './query-cost.ts';
import { resultChart } from './result-chart.ts';
import { ResultLines } from './result-lines.tsx';
import { ResultTable } from './result-table.tsx';

type QueryResultProps = {
  query: string;
  found: Found;
  histogram: Histogram | undefined;
  /** Whether it is what was found before, while another query runs. */
  stale: boolean;
  look: URLSearchParams;
  onZoom: (from: number, to: number) => void;
};

function Nothing({ found: { results } }: Pick<QueryResultProps, 'found'>) {
  return results.rows.length === 0 ? (
    <EmptyState title="Nothing found">No log line of this time fits the query.</EmptyState>
  ) : (
    <EmptyState title="No line has these fields">
      The query found log lines, but none with a field that it names.
    </EmptyState>
  );
}

function Rows({ query, found: { results }, look }: Pick<QueryResultProps, 'query' | 'found' | 'look'>) {
  const { fields, rows } = results;
  if (fields.includes('@ptr')) return <ResultLines rows={rows} look={look} />;
  const chart = resultChart(query, results);
  return (
    <>
      {chart !== undefined && <FiguresChart chart={chart} />}
      <ResultTable
        caption={`${rows.length} ${rows.length === 1 ? 'row' : 'rows'}`}
        fields={fields}
        rows={rows}
        look={look}
      />
    </>
  );
}

/** What a query has found: its lines with their histogram, or its figures as a chart and a table, and what it cost. */
export function QueryResult({ query, found, histogram, stale, look, onZoom }: QueryResultProps) {
  const { fields, truncated } = found.results;
  // A row has a pointer to its line, whatever else it has.
  const isEmpty = fields.every((field) => field === '@ptr');
  return (
    <section class="query-result" aria-label="What the query found" aria-busy={stale}>
      <p class="soft">{`${scannedInWords(found.results)}.`}</p>
      {truncated && <p>There is more than an answer has room for. Choose fewer fields, lines or a shorter time.</p>}
      {histogram !== undefined && <HistogramChart histogram={histogram} onZoom={onZoom} />}
      {isEmpty ? <Nothing found={found} /> : <Rows query={query} found={found} look={look} />}
    </section>
  );
}
