import type { Box } from './box.ts';
import { type Canvas, line, rectangle, textLine } from './canvas.ts';
import type { ColoredSeries } from './graph-colors.ts';
import { valueText } from './latest-value.ts';
import type { MetricWidget, SummaryColumn } from './metric-widget.ts';
import type { SvgNode } from './svg.ts';

const STYLE = { size: 11 };
const ROW = 22;
const PAD = 16;
const LABEL_SHARE = 0.4;

/** A table: a row for each series, or a column for each when it is vertical; figures of the whole range, then the newest datapoints. */
export function drawTable(canvas: Canvas, box: Box, widget: MetricWidget, series: readonly ColoredSeries[]): SvgNode[] {
  const columns = [...summaryColumns(widget), ...timeColumns(widget, series)];
  const rows: Table =
    widget.table.layout === 'horizontal'
      ? {
          header: ['Label', ...columns.map(({ title }) => title)],
          body: series.map((one) => ({
            color: one.color,
            texts: [one.label, ...columns.map(({ cell }) => cell(one))],
          })),
        }
      : {
          header: ['', ...series.map(({ label }) => label)],
          body: columns.map(({ title, cell }) => ({ texts: [title, ...series.map(cell)] })),
        };
  return drawRows(canvas, box, rows);
}

type Table = {
  readonly header: readonly string[];
  readonly body: readonly { readonly color?: string; readonly texts: readonly string[] }[];
};

type Column = { readonly title: string; readonly cell: (series: ColoredSeries) => string };

const SUMMARIES: Readonly<Record<SummaryColumn, { title: string; of: (values: readonly number[]) => number }>> = {
  MIN: { title: 'Min', of: (values) => values.reduce((a, b) => Math.min(a, b)) },
  MAX: { title: 'Max', of: (values) => values.reduce((a, b) => Math.max(a, b)) },
  SUM: { title: 'Sum', of: sum },
  AVG: { title: 'Average', of: (values) => sum(values) / values.length },
};

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function summaryColumns(widget: MetricWidget): Column[] {
  return widget.table.summaryColumns.map((column) => ({
    title: SUMMARIES[column].title,
    cell: ({ values }) => (values.length === 0 ? '--' : valueText(widget, SUMMARIES[column].of(values))),
  }));
}

function timeColumns(widget: MetricWidget, series: readonly ColoredSeries[]): Column[] {
  if (!widget.table.showTimeSeriesData) return [];
  const newest = [...new Set(series.flatMap(({ timestamps }) => timestamps.slice(-60)))]
    .sort((a, b) => b - a)
    .slice(0, 60);
  return newest.map((time) => ({
    title: new Date(time + widget.utcOffset * 60_000).toISOString().slice(5, 16).replace('T', ' '),
    cell: ({ timestamps, values }) => {
      const value = values[timestamps.lastIndexOf(time)];
      return value === undefined ? '--' : valueText(widget, value);
    },
  }));
}

/** As many columns as fit; rows beyond the box are counted. */
function drawRows(canvas: Canvas, box: Box, { header, body }: Table): SvgNode[] {
  const lines = Math.max(1, Math.floor(box.height / ROW) - 1);
  const shown = body.length > lines ? body.slice(0, Math.max(0, lines - 1)) : body;
  const all = [header, ...shown.map(({ texts }) => texts)];
  const columns = placeColumns(canvas, box, all);
  const cell = (texts: readonly string[], y: number, color: string, indent: number) =>
    columns.flatMap(({ index, x, width }) =>
      index === 0
        ? textLine(canvas, x + indent, y + 15, texts[index] ?? '', { ...STYLE, color, width: width - indent })
        : textLine(canvas, x + width, y + 15, texts[index] ?? '', { ...STYLE, color, width, anchor: 'end' }),
    );
  const hidden = body.length - shown.length;
  return [
    ...cell(header, box.y, canvas.colors.muted, 0),
    line(box.x, box.y + ROW, box.x + box.width, box.y + ROW, canvas.colors.axis),
    ...shown.flatMap(({ texts, color }, index) => {
      const y = box.y + ROW * (index + 1);
      const square =
        color === undefined ? [] : [rectangle({ x: box.x, y: y + 6, width: 10, height: 10 }, color, { rx: 2 })];
      const below = line(box.x, y + ROW, box.x + box.width, y + ROW, canvas.colors.grid);
      return [...square, ...cell(texts, y, canvas.colors.text, color === undefined ? 0 : 16), below];
    }),
    ...(hidden > 0
      ? textLine(canvas, box.x, box.y + ROW * (shown.length + 1) + 15, `+ ${hidden} more`, {
          ...STYLE,
          color: canvas.colors.muted,
        })
      : []),
  ];
}

function placeColumns({ measure }: Canvas, box: Box, rows: readonly (readonly string[])[]) {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.ceil(rows.reduce((widest, texts) => Math.max(widest, measure(texts[column] ?? '', STYLE)), 0)),
  );
  const columns: { index: number; x: number; width: number }[] = [];
  let x = box.x;
  for (const [index, natural] of widths.entries()) {
    const width = index === 0 ? Math.min(natural + 18, box.width * LABEL_SHARE) : Math.min(natural, 140);
    if (index > 0 && x + width > box.x + box.width) break;
    columns.push({ index, x, width });
    x += width + PAD;
  }
  return columns;
}
