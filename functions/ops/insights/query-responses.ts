import type { FunctionId } from '../../../monitoring/resources.ts';

/** What a query of Logs Insights found. */
export type QueryAnswer = {
  /** Names of the rows' fields, in their order. */
  fields: string[];
  /** Values by field, as Logs Insights writes them; a field that a row does not have is absent. */
  rows: Record<string, string>[];
  /** Whether there are more rows than an answer has room for; absent when all are there. */
  truncated?: true;
  statistics: {
    recordsMatched: number;
    recordsScanned: number;
    bytesScanned: number;
  };
};

/** How far a query is; while it runs, its rows are those found so far. */
export type QueryStatus = 'Scheduled' | 'Running' | 'Complete' | 'Failed' | 'Cancelled' | 'Timeout' | 'Unknown';

/** A query that was started, or is under way. */
export type StartedQuery = {
  id: string;
  /** Epoch ms. */
  start: number;
  /** Epoch ms. */
  end: number;
};

export type QueryResults = QueryAnswer & {
  status: QueryStatus;
  /** What the bytes that it has scanned cost, in US dollars. */
  dollars: number;
};

export type SavedQuery = {
  id: string;
  title: string;
  description: string;
  functions: FunctionId[];
  /** Its text; `{{name}}` stands for the parameter of that name. */
  query: string;
  parameters: { name: string; defaultValue: string; description: string }[];
};

export type SavedQueries = { queries: SavedQuery[] };

/** All fields of one log event. */
export type LogRecord = { fields: Record<string, string> };
