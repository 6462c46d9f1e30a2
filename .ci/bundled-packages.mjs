import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const IMPORTED = /\b(?:from|import\()\s*'((?:@[\w.-]+\/)?[\w-][\w.-]*)/g;

/** Where npm has put a package that one at a path asks for: beside it, or further up. */
function placeOf(name, path, packages) {
  const place = path === '' ? `node_modules/${name}` : `${path}/node_modules/${name}`;
  if (place in packages || path === '') return place;
  const up = path.lastIndexOf('/node_modules/');
  return placeOf(name, up === -1 ? '' : path.slice(0, up), packages);
}

/**
 * Packages that the pages are bundled with, and those that these ask for, by their paths in package-lock.json: they ship,
 * though only the build needs them installed.
 */
export function bundledPackages(folder, packages) {
  const sources = globSync('web/src/**/*.{ts,tsx}', { cwd: folder }).map((file) =>
    readFileSync(join(folder, file), 'utf8'),
  );
  const imported = sources.flatMap((text) =>
    [...text.matchAll(IMPORTED)].map(([, name]) => placeOf(name, '', packages)),
  );
  const bundled = new Set(imported);
  for (const path of bundled) {
    const asked = Object.keys(packages[path]?.dependencies ?? {});
    for (const name of asked) bundled.add(placeOf(name, path, packages));
  }
  return bundled;
}
