import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { FUNCTION_IDS } from '../../monitoring/resources.ts';

function write(root: string, file: string, text: string): void {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), text);
}

/** Files of a finished build, as small as they can be: what they hold is no matter to the stacks. */
const BUILT: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    FUNCTION_IDS.map((id) => [`dist/functions/${id}/index.mjs`, `export const handler = () => '${id}';`]),
  ),
  'web/dist/index.html': '<!doctype html><title>Shop</title>',
  'web/dist/openapi.json': '{}',
  'web/dist/assets/main.js': '',
};

/** A new folder to stand in for the project's root, built except for what is left out. */
export function builtRoot(leftOut: readonly string[] = []): string {
  const root = mkdtempSync(path.join(tmpdir(), 'smallcart-stacks-'));
  for (const [file, text] of Object.entries(BUILT)) if (!leftOut.includes(file)) write(root, file, text);
  return root;
}

/** A new folder that is not built but can be, by its own `npm run build`. */
export function buildableRoot(script: 'works' | 'fails'): string {
  const root = mkdtempSync(path.join(tmpdir(), 'smallcart-stacks-'));
  const works = `import { mkdirSync, writeFileSync } from 'node:fs'; import path from 'node:path';
for (const [file, text] of Object.entries(${JSON.stringify(BUILT)})) {
  mkdirSync(path.dirname(file), { recursive: true }); writeFileSync(file, text);
}`;
  write(root, 'build.mjs', script === 'works' ? works : "console.error('a bundle is broken'); process.exit(1);");
  write(root, 'package.json', JSON.stringify({ name: 'buildable', scripts: { build: 'node build.mjs' } }));
  return root;
}
