import type { DatabaseSync } from 'node:sqlite';
import { type BlockBuilder, type BlockLine, createBlockBuilder } from './block-builder.ts';
import { type ColumnTables, createColumnTables } from './column-tables.ts';

/**
 * The fields of the log events by column, in blocks of so many ids, so that a query need not read and parse every line.
 * A block is written when its last line has come; one that was begun before a restart is never written, and its lines
 * are read themselves.
 */
export interface LogColumns extends Pick<ColumnTables, 'read' | 'deleteBefore'> {
  readonly blockSize: number;
  /** The first id of the block of an id. */
  firstOf(id: number): number;
  /** Takes lines in the order of their ids. */
  add(lines: readonly BlockLine[]): void;
}

/** Opens them in the data folder's database. */
export function openLogColumns(store: DatabaseSync, blockSize: number): LogColumns {
  const { write, read, deleteBefore } = createColumnTables(store);
  const firstOf = (id: number): number => id - (id % blockSize);
  let building: { readonly first: number; readonly builder: BlockBuilder } | undefined;

  const take = (line: BlockLine): void => {
    const first = firstOf(line.id);
    // Ids begin with 1, so that the first block has one line less; of another, its first must have been seen.
    const begins = line.id === Math.max(first, 1);
    if (begins) building = { first, builder: createBlockBuilder(first, blockSize) };
    else if (building?.first !== first) building = undefined;
    if (!building) return;
    if (!building.builder.add(line)) {
      building = undefined;
      return;
    }
    if (line.id !== first + blockSize - 1) return;
    const block = building.builder.finish();
    building = undefined;
    write(block);
  };

  return {
    ...{ blockSize, read, deleteBefore, firstOf },
    add: (lines) => {
      for (const line of lines) take(line);
    },
  };
}
