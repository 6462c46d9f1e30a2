import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';

const PAGES = [
  'README.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  ...globSync('docs/*.md'),
  ...globSync('monitoring/**/*.md'),
];
/** In Markdown, or of a picture in HTML, which can have another one for a dark page. */
const LINK = /(?:\]\(|src(?:set)?=")([^)\s"]+)[)"]/g;

function missingLinks(page: string): string[] {
  const targets = [...readFileSync(page, 'utf8').matchAll(LINK)].map(([, target = '']) => target.split('#')[0] ?? '');
  return targets.filter((target) => !/^$|^[a-z]+:/.test(target) && !existsSync(join(dirname(page), target)));
}

it.each(PAGES)('every link of %s within the repository leads somewhere', (page) => {
  expect(missingLinks(page)).toEqual([]);
});
