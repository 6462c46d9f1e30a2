// What `npm run build` of the small project builds: functions that are built already, some of them then broken, and a page; it says
// what it was built from as the project's own does.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [built = ''] = process.argv.slice(2);
/** @type {{ page: string, broken: Record<string, string> }} */
const { page, broken } = JSON.parse(readFileSync('release.json', 'utf8'));

/**
 * Code that answers 500 where the condition holds of `event`, and does the rest as before.
 * @param {string} code @param {string} condition
 */
function breaking(code, condition) {
  const handler = `(event, context) => (${condition}) ? { statusCode: 500, body: '{}' } : $1(event, context)`;
  return code.replace(/export\s*\{\s*(\w+) as handler\s*\};?\s*$/, `export const handler = async ${handler};\n`);
}

for (const id of readdirSync(built).filter((name) => !name.includes('.'))) {
  const code = readFileSync(join(built, id, 'index.mjs'), 'utf8');
  const condition = broken[id];
  mkdirSync(join('dist/functions', id), { recursive: true });
  writeFileSync(join('dist/functions', id, 'index.mjs'), condition === undefined ? code : breaking(code, condition));
}
mkdirSync('web/dist/assets', { recursive: true });
writeFileSync('web/dist/assets/shop.js', '');
const script = '<script type="module" src="/assets/shop.js"></script>';
writeFileSync(
  'web/dist/index.html',
  `<!doctype html><html lang="en"><title>Shop</title>${script}<p>${page}</p></html>`,
);
const commit = execFileSync('git', ['rev-parse', 'HEAD'], { encoding: 'utf8' }).trim();
writeFileSync('dist/built-from.json', JSON.stringify({ commit, clean: true }));
