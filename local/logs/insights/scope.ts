import { malformedQuery, type Span } from './malformed-query.ts';

/** What a column of the rows is: computed numbers are shown rounded, times as dates, an event's id as a pointer to it. */
export type ColumnType = 'plain' | 'number' | 'time' | 'pointer';

export type Column = { readonly name: string; readonly slot: number; readonly type: ColumnType };

/** A column, or the part of one that was computed, at a path. */
export type Reference = Pick<Column, 'slot' | 'type'> & { readonly path?: string };

/** Fields that every line has, at the beginning of each row ("Supported logs and discovered fields"). */
const SYSTEM_FIELDS = ['@timestamp', '@message', '@ingestionTime', '@logStream', '@log', '@ptr'] as const;
/** Where the line itself is in a row. */
export const MESSAGE_SLOT = SYSTEM_FIELDS.indexOf('@message');
/** Where the id of the event is. */
export const ID_SLOT = SYSTEM_FIELDS.indexOf('@ptr');
/** Whether every line has a field of this name, and no result of `stats` unless it says so. */
export const isOfLine = (name: string): boolean => SYSTEM_FIELDS.some((field) => field === name);
const SYSTEM_TYPES: Readonly<Record<(typeof SYSTEM_FIELDS)[number], ColumnType>> = {
  '@timestamp': 'time',
  '@message': 'plain',
  '@ingestionTime': 'time',
  '@logStream': 'plain',
  '@log': 'plain',
  '@ptr': 'pointer',
};

/** The names that a command knows, and their places in the rows. */
export interface Scope {
  /** Finds a field; what is not known is discovered in the lines, or, after `stats`, MalformedQueryException. */
  resolve(name: string, span: Span): Reference;
  /** The same for a field that is only shown in the end. */
  resolveShown(name: string, span: Span): Reference;
  /** Whether there is a column of this name already. */
  has(name: string): boolean;
  /** A column that was computed under this name. */
  computed(name: string): Column | undefined;
  /** Adds a computed column; MalformedQueryException when there is one of that name. */
  define(name: string, type: ColumnType, span: Span): Column;
  /** The fields that must be discovered in the lines. */
  readonly discovered: readonly Column[];
  /** Whether a column is more than shown. */
  isUsed(slot: number): boolean;
  /** How many columns there are. */
  width(): number;
}

function longestOwner(columns: ReadonlyMap<string, Column>, name: string): Column | undefined {
  for (let end = name.lastIndexOf('.'); end > 0; end = name.lastIndexOf('.', end - 1)) {
    const owner = columns.get(name.slice(0, end));
    if (owner) return owner;
  }
  return undefined;
}

/** Makes a scope of log lines, or of `stats`' rows, which are nothing but what they define. */
export function createScope(query: string, of: 'lines' | 'statistics'): Scope {
  const computed = new Map<string, Column>();
  const known = new Map<string, Column>();
  const discovered: Column[] = [];
  let width = 0;
  const add = (name: string, type: ColumnType): Column => {
    const column = { name, slot: width, type };
    known.set(name, column);
    width += 1;
    return column;
  };
  if (of === 'lines') for (const name of SYSTEM_FIELDS) add(name, SYSTEM_TYPES[name]);

  const discover = (name: string, span: Span): Column => {
    if (of === 'statistics')
      throw malformedQuery(query, span, `the field ${name} is not among the results of stats, used`);
    const column = add(name, 'plain');
    discovered.push(column);
    return column;
  };

  const used = new Set<number>();
  const resolveShown = (name: string, span: Span): Reference => {
    const column = known.get(name);
    if (column) return column;
    const owner = longestOwner(computed, name);
    if (owner) return { slot: owner.slot, type: 'plain', path: name.slice(owner.name.length + 1) };
    return discover(name, span);
  };

  return {
    discovered,
    resolveShown,
    resolve: (name, span) => {
      const reference = resolveShown(name, span);
      used.add(reference.slot);
      return reference;
    },
    isUsed: (slot) => used.has(slot),
    has: (name) => known.has(name),
    computed: (name) => computed.get(name),
    define: (name, type, span) => {
      if (computed.has(name)) throw malformedQuery(query, span, `the field ${name} is already defined, again`);
      const column = add(name, type);
      computed.set(name, column);
      return column;
    },
    width: () => width,
  };
}
