import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { type Finding, orOk, wrong } from '../finding.ts';
import type { Link } from '../link.ts';

const Project = z.object({ devDependencies: z.object({ node: z.string(), sst: z.string() }) });
const Package = z.object({ version: z.string() });

/** A tool, the version that the project names, and the one that is here; undefined when it is not. */
export type Tool = { readonly name: string; readonly wanted: string; readonly found: string | undefined };

/** What is wrong with the tools that deployments are made with. */
export function toolFindings(tools: readonly Tool[]): readonly Finding[] {
  return tools
    .filter(({ wanted, found }) => found !== wanted)
    .map(({ name, wanted, found }) =>
      wrong(`${name} is ${found ?? 'not installed'}, and the project is made for ${wanted}.`, 'Run npm ci.'),
    );
}

async function installed(folder: string, name: string): Promise<string | undefined> {
  const text = await readFile(join(folder, 'node_modules', name, 'package.json'), 'utf8').catch(() => 'null');
  return z.safeParse(Package, JSON.parse(text)).data?.version;
}

/** Whether this checkout has the tools that the project names. */
export const tools: Link = {
  name: 'tools',
  examine: async ({ folder }) => {
    const { node, sst } = z.parse(
      Project,
      JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')),
    ).devDependencies;
    const found = [
      { name: 'Node', wanted: node, found: process.versions.node },
      { name: 'SST', wanted: sst, found: await installed(folder, 'sst') },
    ];
    return orOk(toolFindings(found), `Node ${node} and SST ${sst} are here, as the project names them.`);
  },
};
