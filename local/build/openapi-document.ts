import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { hashFiles, readStamps, writeWhole } from './stamp.ts';

const stampFile = (root: string): string => join(root, 'dist', 'openapi.stamp.json');
const outFile = (root: string): string => join(root, 'web', 'dist', 'openapi.json');
/** The contracts' schemas may come from any file of the functions. */
const FOLDERS = ['functions', 'monitoring', 'openapi'];

function inputs(root: string): string[] {
  const sources = FOLDERS.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => [folder, ...file.split(sep)].join('/')),
  );
  return [...sources, 'package.json', 'local/build/openapi-document.ts'].sort();
}

/** Whether the API's document is missing or was made from other contents. */
export function isOpenApiStale(root: string): boolean {
  const stamp = readStamps(stampFile(root)).openapi;
  if (!stamp || !existsSync(outFile(root))) return true;
  return stamp.hash !== hashFiles(root, inputs(root), 'openapi');
}

/** Writes the API's document among the built pages, which must be there: they are replaced as a whole. */
export async function buildOpenApi(root: string): Promise<void> {
  const files = inputs(root);
  const hash = hashFiles(root, files, 'openapi');
  // Loaded here, so that a start with nothing to build loads no function.
  const { openApiDocument } = await import('../../openapi/document.ts');
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  writeWhole(outFile(root), JSON.stringify(openApiDocument(version)));
  writeWhole(stampFile(root), JSON.stringify({ openapi: { files, hash } }));
}
