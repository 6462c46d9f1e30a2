import { rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { copyPages } from './copy-pages.ts';
import { createStaticFiles, type FindStaticFile } from './static-file.ts';

/** Whose pages are served: the folder that they were built in, and whether it is another than the working tree's own. */
export type ServedPages = { readonly folder: string; readonly released: boolean };

/** The pages that the site serves: the working tree's own until a release's take their place. */
export interface SiteRelease {
  readonly find: FindStaticFile;
  served(): ServedPages;
  /** Serves a copy of the pages in a folder, which may be gone afterwards. Rejects with PagesError and serves what it did. */
  serve(folder: string): Promise<ServedPages>;
  /** Serves the working tree's own pages again. */
  reset(): Promise<ServedPages>;
}

type Pages = ServedPages & { readonly find: FindStaticFile; readonly copy?: string };

/** As an upload to a bucket leaves them there: a page that is still open may yet ask for the scripts that it was built with. */
const isAsset = (urlPath: string): boolean => urlPath.startsWith('/assets/');

/** Begins with the pages in `own`; `copies` is a folder of nothing but copies, and what an earlier run left there is deleted. */
export function openSiteRelease(own: string, copies: string): SiteRelease {
  rmSync(copies, { recursive: true, force: true });
  const ownPages: Pages = { folder: own, released: false, find: createStaticFiles(own) };
  let current = ownPages;
  let previous: Pages | undefined;
  let count = 0;
  let last: Promise<unknown> = Promise.resolve();

  const served = (): ServedPages => ({ folder: current.folder, released: current.released });

  const swap = async (next: Pages): Promise<ServedPages> => {
    const oldest = previous;
    [previous, current] = [current, next];
    if (oldest?.copy !== undefined && oldest !== current) await rm(oldest.copy, { recursive: true, force: true });
    return served();
  };

  /** One change after the other. */
  const inTurn = (change: () => Promise<ServedPages>): Promise<ServedPages> => {
    const done = last.then(change);
    last = done.catch(() => undefined);
    return done;
  };

  return {
    served,
    find: async (urlPath) => {
      const found = await current.find(urlPath);
      return found ?? (isAsset(urlPath) ? previous?.find(urlPath) : undefined);
    },
    serve: (folder) =>
      inTurn(async () => {
        count += 1;
        const copy = join(copies, String(count));
        await copyPages(folder, copy);
        return swap({ folder, released: true, find: createStaticFiles(copy), copy });
      }),
    reset: () => inTurn(async () => (current === ownPages ? served() : swap(ownPages))),
  };
}
