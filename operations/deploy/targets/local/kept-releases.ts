import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { MonitoringDefinitions } from './definitions.ts';

/** What of a release is needed to bring it back when its checkout is gone; without a folder of pages, they are the working tree's. */
export type KeptRelease = { readonly monitoring: MonitoringDefinitions; readonly pages?: string };

/** Keeps what the releases on this machine were made of, the newest ten. */
export interface KeptReleases {
  /** Takes the place of what was kept of that version. */
  keep(version: string, release: KeptRelease): Promise<void>;
  read(version: string): Promise<KeptRelease | undefined>;
}

const MOST_KEPT = 10;
const DEFINITIONS = 'monitoring.json';
const PAGES = 'pages';
const DRAFT = 'draft-';

/** The versions that are kept, newest first. */
async function keptVersions(folder: string): Promise<readonly string[]> {
  const names = (await readdir(folder)).filter((name) => !name.startsWith(DRAFT));
  const kept = await Promise.all(names.map(async (name) => ({ name, time: (await stat(join(folder, name))).mtimeMs })));
  return kept.sort((one, other) => other.time - one.time).map(({ name }) => name);
}

/** Opens the folder, which is made when something is kept. */
export function openKeptReleases(folder: string): KeptReleases {
  const write = async (draft: string, { monitoring, pages }: KeptRelease): Promise<void> => {
    await writeFile(join(draft, DEFINITIONS), JSON.stringify(z.parse(MonitoringDefinitions, monitoring)));
    if (pages !== undefined) await cp(pages, join(draft, PAGES), { recursive: true });
  };

  return {
    keep: async (version, release) => {
      await mkdir(folder, { recursive: true });
      const draft = await mkdtemp(join(folder, DRAFT));
      try {
        await write(draft, release);
        await rm(join(folder, version), { recursive: true, force: true });
        await rename(draft, join(folder, version));
      } finally {
        await rm(draft, { recursive: true, force: true });
      }
      const old = (await keptVersions(folder)).slice(MOST_KEPT);
      for (const name of old) await rm(join(folder, name), { recursive: true, force: true });
    },
    read: async (version) => {
      const kept = join(folder, version);
      const text = await readFile(join(kept, DEFINITIONS), 'utf8').catch(() => undefined);
      if (text === undefined) return undefined;
      const monitoring = z.parse(MonitoringDefinitions, JSON.parse(text));
      const pages = join(kept, PAGES);
      const hasPages = await stat(pages).then(
        () => true,
        () => false,
      );
      return { monitoring, ...(hasPages ? { pages } : {}) };
    },
  };
}
