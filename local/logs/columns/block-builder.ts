import { lineFields, MOST_FIELDS_OF_LINE } from '../insights/line-fields.ts';
import type { Value } from '../insights/value.ts';
import { encodeColumn } from './encode-column.ts';

/** What a block knows of each of its lines besides their fields; the group 0 is no line. */
export type BlockLines = {
  readonly timestamps: Float64Array;
  readonly ingestionTimes: Float64Array;
  readonly groups: Uint32Array;
  readonly streams: Uint32Array;
  /** Lengths of the lines. */
  readonly sizes: Uint32Array;
};

/** The lines of `size` ids from `first` on, by their fields. */
export type Block = {
  readonly first: number;
  readonly lines: BlockLines;
  readonly columns: ReadonlyMap<string, Uint8Array>;
  /** Fields that some lines have, but that are not worth a column. */
  readonly unstored: readonly string[];
};

export type BlockLine = {
  readonly id: number;
  readonly groupId: number;
  readonly streamId: number;
  readonly timestamp: number;
  readonly ingestionTime: number;
  readonly message: string;
};

/** Gathers the lines of a block. */
export interface BlockBuilder {
  /** Takes a line; false when the block has too many fields to be worth while. */
  add(line: BlockLine): boolean;
  finish(): Block;
}

/** Each field takes so many values as there are lines; lines with names that are data would fill the memory. */
const MOST_FIELDS = 1_000;

/** What a line says of its metrics, the same in all lines of its kind and of no interest to queries, is not in columns. */
const METADATA = '_aws';

/** Whether a field may have a column. */
export const mayHaveColumn = (name: string): boolean => name !== METADATA && !name.startsWith(`${METADATA}.`);

/** Begins the block of the ids from `first` on. */
export function createBlockBuilder(first: number, size: number): BlockBuilder {
  const lines: BlockLines = {
    timestamps: new Float64Array(size),
    ingestionTimes: new Float64Array(size),
    groups: new Uint32Array(size),
    streams: new Uint32Array(size),
    sizes: new Uint32Array(size),
  };
  const fields = new Map<string, Value[]>();
  return {
    add: ({ id, groupId, streamId, timestamp, ingestionTime, message }) => {
      const index = id - first;
      lines.timestamps[index] = timestamp;
      lines.ingestionTimes[index] = ingestionTime;
      lines.groups[index] = groupId;
      lines.streams[index] = streamId;
      lines.sizes[index] = message.length;
      const found = lineFields(message, METADATA);
      // A query finds the others, too, when it reads the line.
      if (found.size >= MOST_FIELDS_OF_LINE) return false;
      for (const [name, value] of found) {
        let values = fields.get(name);
        if (!values) {
          if (fields.size === MOST_FIELDS) return false;
          values = new Array<Value>(size).fill(undefined);
          fields.set(name, values);
        }
        values[index] = value;
      }
      return true;
    },
    finish: () => {
      const columns = new Map<string, Uint8Array>();
      const unstored: string[] = [];
      for (const [name, values] of fields) {
        const column = encodeColumn(values);
        if (column) columns.set(name, column);
        else unstored.push(name);
      }
      return { first, lines, columns, unstored };
    },
  };
}
