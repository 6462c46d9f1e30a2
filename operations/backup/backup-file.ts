import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream, createWriteStream, rmSync } from 'node:fs';
import type { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { StringDecoder } from 'node:string_decoder';
import { createGunzip, createGzip } from 'node:zlib';
import * as z from 'zod/mini';
import { OperatorError } from '../operator-error.ts';
import { type Item, itemToJson, jsonToItem } from './item-json.ts';

/** The form of a backup's lines; another form is another number. */
const FORMAT = 1;
/** An item has 400 KB at most, and as JSON some times as many characters. What is longer would fill the memory. */
const LONGEST_LINE = 8 * 1_048_576;

const Header = z.object({
  smallcart: z.literal('backup'),
  format: z.literal(FORMAT),
  /** The stage whose table it is. */
  stage: z.string(),
  /** The release that served it. */
  version: z.string(),
  /** When it was made, by the stage's clock. */
  time: z.iso.datetime(),
});

/** How many items there are, and the SHA-256 of all lines before this one. */
const Trailer = z.object({ items: z.number(), sha256: z.string() });

/** Of what a backup is. */
export type BackupHeader = Pick<z.infer<typeof Header>, 'stage' | 'version' | 'time'>;

/** A backup that is whole. */
export type BackupSummary = BackupHeader & { readonly items: number; readonly sha256: string };

/** Writes a backup line by line. */
export type BackupWriter = {
  add(item: Item): Promise<void>;
  /** Ends the file, which is on the disk when this resolves. */
  end(): Promise<BackupSummary>;
  /** Gives the file up as it is. */
  abandon(): Promise<void>;
};

/** Writes, and waits until there is room for more; rejects when the file cannot be written. */
async function write(to: Writable, line: string, written: Promise<void>): Promise<void> {
  if (to.write(line)) return;
  await Promise.race([once(to, 'drain'), written]);
}

/**
 * Opens a file that only its owner may read, for a gzip of lines of JSON: a header, the items in DynamoDB's JSON, a trailer
 * with their number and the SHA-256 of all lines before it.
 */
export async function createBackupWriter(path: string, header: BackupHeader): Promise<BackupWriter> {
  rmSync(path, { force: true });
  const gzip = createGzip();
  const written = pipeline(gzip, createWriteStream(path, { flags: 'wx', mode: 0o600, flush: true }));
  // Told where it is awaited.
  written.catch(() => undefined);
  const hash = createHash('sha256');
  let items = 0;
  const line = async (content: object): Promise<void> => {
    const text = `${JSON.stringify(content)}\n`;
    hash.update(text);
    await write(gzip, text, written);
  };
  await line({ smallcart: 'backup', format: FORMAT, ...header });
  return {
    add: async (item) => {
      items += 1;
      await line({ item: itemToJson(item) });
    },
    end: async () => {
      const sha256 = hash.digest('hex');
      gzip.end(`${JSON.stringify({ items, sha256 })}\n`);
      await written;
      return { ...header, items, sha256 };
    },
    abandon: async () => {
      gzip.destroy();
      await written.catch(() => undefined);
    },
  };
}

function damaged(path: string, how: string, cause?: unknown): OperatorError {
  return new OperatorError(`${path} is not a whole backup: ${how}. Nothing was touched. Take another backup.`, {
    cause,
  });
}

function changed(path: string, cause?: unknown): OperatorError {
  return new OperatorError(`${path} has changed since it was checked. Bring it back as it was.`, { cause });
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'Z_BUF_ERROR') return 'it ends too early';
  if (code.startsWith('Z_')) return 'it is no gzip file, or damaged';
  return 'it is damaged';
}

function unreadable(path: string, error: unknown): OperatorError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOENT') return new OperatorError(`There is no file ${path}. Name a backup with --file.`);
  if (/^E[A-Z]+$/.test(code)) return new OperatorError(`${path} cannot be read (${code}).`);
  return damaged(path, reasonOf(error), error);
}

/** Lines end with a line feed alone: other line ends may be in a text of an item. */
async function* linesOf(path: string): AsyncGenerator<string> {
  const plain = createGunzip();
  const piped = pipeline(createReadStream(path), plain);
  piped.catch(() => undefined);
  const decoder = new StringDecoder('utf8');
  let rest = '';
  for await (const chunk of plain as AsyncIterable<Buffer>) {
    const [more = '', ...others] = decoder.write(chunk).split('\n');
    rest += more;
    if (rest.length > LONGEST_LINE) throw damaged(path, 'a line is longer than any item');
    for (const next of others) {
      yield rest;
      rest = next;
    }
  }
  await piped;
  if (rest !== '') yield rest;
}

function parse(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw damaged(path, 'a line is no JSON', error);
  }
}

function headerOf(path: string, text: string): BackupHeader {
  const { success, data } = z.safeParse(Header, parse(path, text));
  if (success) return { stage: data.stage, version: data.version, time: data.time };
  throw new OperatorError(`${path} is no backup of SmallCart, or one of a later version. Nothing was touched.`);
}

function itemOf(path: string, json: unknown): Item {
  try {
    return jsonToItem(json);
  } catch (error) {
    throw damaged(path, 'a line is no item', error);
  }
}

const hasItem = (line: unknown): line is { readonly item: unknown } =>
  typeof line === 'object' && line !== null && 'item' in line;

/**
 * Reads a backup and gives its items one after the other; what it returns in the end is its summary. What comes after the
 * trailer, or instead of it, is refused.
 * @throws OperatorError for a file that is not a whole backup, perhaps after some items
 */
async function* readItems(path: string): AsyncGenerator<Item, BackupSummary> {
  const hash = createHash('sha256');
  let header: BackupHeader | undefined;
  let trailer: z.infer<typeof Trailer> | undefined;
  let items = 0;
  for await (const text of linesOf(path)) {
    if (trailer !== undefined) throw damaged(path, 'something follows its end');
    const line = header === undefined ? undefined : parse(path, text);
    if (header === undefined) header = headerOf(path, text);
    else if (hasItem(line)) {
      yield itemOf(path, line.item);
      items += 1;
    } else {
      const read = z.safeParse(Trailer, line);
      if (!read.success) throw damaged(path, 'a line is no item');
      trailer = read.data;
      continue;
    }
    hash.update(`${text}\n`);
  }
  if (header === undefined || trailer === undefined) throw damaged(path, 'it ends too early');
  const sha256 = hash.digest('hex');
  if (trailer.items !== items) throw damaged(path, `it has ${items} items and says ${trailer.items}`);
  if (trailer.sha256 !== sha256) throw damaged(path, 'its checksum is another');
  return { ...header, items, sha256 };
}

/** The items of a backup, one after the other. */
export async function* backupItems(path: string): AsyncGenerator<Item, BackupSummary> {
  try {
    return yield* readItems(path);
  } catch (error) {
    throw error instanceof OperatorError ? error : unreadable(path, error);
  }
}

/**
 * The items of a backup that has been checked.
 * @param sha256 what was told of it then
 * @throws OperatorError when the file is another by now, perhaps after some items
 */
export async function* checkedItems(path: string, sha256: string): AsyncGenerator<Item> {
  try {
    if ((yield* backupItems(path)).sha256 === sha256) return;
  } catch (cause) {
    throw changed(path, cause);
  }
  throw changed(path);
}

/**
 * Reads a backup from its first line to its last, and tells `look` of each item.
 * @throws OperatorError unless it is whole
 */
export async function checkBackup(path: string, look: (item: Item) => void = () => undefined): Promise<BackupSummary> {
  try {
    const items = readItems(path);
    let next = await items.next();
    while (next.done !== true) {
      look(next.value);
      next = await items.next();
    }
    return next.value;
  } catch (error) {
    throw error instanceof OperatorError ? error : unreadable(path, error);
  }
}
