import { copyFile, mkdir, readdir, rm, stat } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';

/** Built pages that cannot be served; the message says why and what to do. */
export class PagesError extends Error {
  override readonly name = 'PagesError';
}

/** More than any build of these pages has: who names a whole disk is told so before it is copied. */
const MOST_FILES = 2_000;
const MOST_BYTES = 100_000_000;

type PageFile = { readonly path: string; readonly size: number };

/** The regular files in a folder and the folders in it, by their path in it. */
async function* filesOf(folder: string, inside = ''): AsyncGenerator<PageFile> {
  for (const entry of await readdir(join(folder, inside), { withFileTypes: true })) {
    const path = join(inside, entry.name);
    if (entry.isDirectory()) yield* filesOf(folder, path);
    else if (entry.isFile()) yield { path, size: (await stat(join(folder, path))).size };
    else
      throw new PagesError(
        `${join(folder, path)} is neither a file nor a folder. Name a folder that the web build has written.`,
      );
  }
}

async function listPages(folder: string): Promise<readonly string[]> {
  const paths: string[] = [];
  let bytes = 0;
  for await (const { path, size } of filesOf(folder)) {
    paths.push(path);
    bytes += size;
    if (paths.length > MOST_FILES || bytes > MOST_BYTES) {
      throw new PagesError(
        `${folder} holds more than ${MOST_FILES} files or ${MOST_BYTES} bytes. Name a folder that the web build has written.`,
      );
    }
  }
  return paths;
}

async function checkPages(folder: string): Promise<void> {
  if (!isAbsolute(folder)) throw new PagesError(`Name the folder by its absolute path, not "${folder}".`);
  const page = await stat(join(folder, 'index.html')).catch(() => undefined);
  if (page?.isFile()) return;
  throw new PagesError(`There is no ${join(folder, 'index.html')}. Build the pages with npm run build.`);
}

/**
 * Copies built pages into a new folder, all of them or none.
 * @throws PagesError for a folder without an index.html, with more than pages in it, or that cannot be read
 */
export async function copyPages(from: string, to: string): Promise<void> {
  await checkPages(from);
  try {
    for (const path of await listPages(from)) {
      await mkdir(join(to, path, '..'), { recursive: true });
      await copyFile(join(from, path), join(to, path));
    }
  } catch (error) {
    await rm(to, { recursive: true, force: true });
    if (error instanceof PagesError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new PagesError(`The pages in ${from} cannot be copied: ${reason}.`, { cause: error });
  }
}
