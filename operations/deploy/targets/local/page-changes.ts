import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Change } from '../../target.ts';

/** Built pages of a release. */
export const pagesOf = (folder: string): string => join(folder, 'web', 'dist');

async function isServed(siteUrl: string, folder: string, file: string): Promise<boolean> {
  const [own, served] = await Promise.all([
    readFile(join(folder, file)),
    fetch(`${siteUrl}/${file}`, { signal: AbortSignal.timeout(20_000) }),
  ]);
  return served.ok && own.equals(Buffer.from(await served.arrayBuffer()));
}

/** Whether a release would change the web pages. What they are made of is named by its content, so that its names are in the pages. */
export async function pageChanges(siteUrl: string, folder: string): Promise<readonly Change[]> {
  const entries = await readdir(pagesOf(folder), { withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map(({ name }) => name);
  const same = await Promise.all(files.map((file) => isServed(siteUrl, pagesOf(folder), file)));
  return same.every(Boolean) ? [] : [{ action: 'change', type: 'sst:aws:StaticSite', name: 'Site' }];
}
