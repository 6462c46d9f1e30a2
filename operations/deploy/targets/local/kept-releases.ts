import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { type FilePlace, fileFailure } from '../../file-failure.ts';
import { MonitoringDefinitions, RolePolicies } from './definitions.ts';

/** What a release was deployed with beside its monitoring: what its roles allow, and the folder of its pages. */
type Deployed = { readonly roles: RolePolicies; readonly pages: string };

/** What is needed to bring a release back when its checkout is gone; what was not deployed is the running working tree's own. */
export type KeptRelease = { readonly monitoring: MonitoringDefinitions; readonly deployed?: Deployed };

/** Keeps what the releases on this machine were made of, the newest ten. */
export interface KeptReleases {
  /** Takes the place of what was kept of that version; resolves with what is kept now, its pages a copy. */
  keep(version: string, release: KeptRelease): Promise<KeptRelease>;
  read(version: string): Promise<KeptRelease | undefined>;
}

const MOST_KEPT = 10;
const PLACE: FilePlace = { name: 'the folder of kept releases, dist/releases', remedy: 'deploy from another checkout' };
const DEFINITIONS = 'monitoring.json';
const PAGES = 'pages';
const DRAFT = 'draft-';

const Kept = z.object({ monitoring: MonitoringDefinitions, roles: z.optional(RolePolicies) });

/** The versions that are kept, newest first. */
async function keptVersions(folder: string): Promise<readonly string[]> {
  const names = (await readdir(folder)).filter((name) => !name.startsWith(DRAFT));
  const kept = await Promise.all(names.map(async (name) => ({ name, time: (await stat(join(folder, name))).mtimeMs })));
  return kept.sort((one, other) => other.time - one.time).map(({ name }) => name);
}

/** Opens the folder, which is made when something is kept. */
export function openKeptReleases(folder: string): KeptReleases {
  const write = async (draft: string, { monitoring, deployed }: KeptRelease): Promise<void> => {
    if (deployed !== undefined) await cp(deployed.pages, join(draft, PAGES), { recursive: true });
    await writeFile(join(draft, DEFINITIONS), JSON.stringify({ monitoring, roles: deployed?.roles }));
  };

  const put = async (version: string, release: KeptRelease): Promise<void> => {
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
  };

  const read = async (version: string): Promise<KeptRelease | undefined> => {
    const text = await readFile(join(folder, version, DEFINITIONS), 'utf8').catch(() => undefined);
    if (text === undefined) return undefined;
    const { monitoring, roles } = z.parse(Kept, JSON.parse(text));
    return { monitoring, ...(roles && { deployed: { roles, pages: join(folder, version, PAGES) } }) };
  };

  return {
    keep: async (version, release) => {
      try {
        await put(version, release);
      } catch (error) {
        throw fileFailure(error, PLACE);
      }
      return (await read(version)) ?? release;
    },
    read,
  };
}
