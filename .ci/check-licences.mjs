// Checks that every package of package-lock.json has a licence that the project can live with: what ships may ask for
// nothing but its notice; tools that build and test may be under the Mozilla licence, too, which concerns their own files.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundledPackages } from './bundled-packages.mjs';

const SHIPPED = new Set(['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'MIT', 'Zlib']);
const TOOLS = new Set([...SHIPPED, 'MPL-2.0']);

/** What no expression says, read by a person: the package at that version, and what its licence comes to. */
const READ = {
  'dejavu-fonts-ttf@2.37.3': 'Bitstream Vera licence: may be used and passed on with its notice, not sold by itself',
};

const folder = process.argv[2] ?? join(import.meta.dirname, '..');
const { packages } = JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8'));
const installed = Object.entries(packages).filter(([path, { link }]) => path !== '' && !link);
const nameOf = (path) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);

/** What package.json of an installed package says, which a lock file made with a mirror may leave out. */
function ownLicence(path) {
  const file = join(folder, path, 'package.json');
  if (!existsSync(file)) return undefined;
  const { license } = JSON.parse(readFileSync(file, 'utf8'));
  return typeof license === 'string' ? license : license?.type;
}

/** The licence of builds of the same program for other machines, of which npm installs only this machine's. */
function licenceOfBuilds(name) {
  const lists = Object.values(packages).map(({ optionalDependencies }) => optionalDependencies ?? {});
  const builds = lists.find((list) => name in list) ?? {};
  const scope = name.startsWith('@') ? name.slice(0, name.indexOf('/') + 1) : name.split('-', 1)[0];
  const others = installed.filter(([path]) => nameOf(path) in builds && nameOf(path).startsWith(scope));
  return others.map(([path, { license }]) => license ?? ownLicence(path)).find((license) => license !== undefined);
}

/** Whether an SPDX expression leaves a choice that is allowed: `(A OR B) AND C`, AND binding closer. */
function isAllowed(expression, allowed) {
  const words = expression.match(/\(|\)|[^\s()]+/g) ?? [];
  let at = 0;
  const one = () => {
    const word = words[at++];
    if (word !== '(') return allowed.has(word);
    const inner = either();
    return words[at++] === ')' && inner;
  };
  const chain = (operator, next, join) => () => {
    let value = next();
    while (words[at] === operator) {
      at += 1;
      value = join(next(), value);
    }
    return value;
  };
  const all = chain('AND', one, (left, right) => left && right);
  const either = chain('OR', all, (left, right) => left || right);
  return either() && at === words.length;
}

const bundled = bundledPackages(folder, packages);
const counts = new Map();
const faults = installed.flatMap(([path, { version, license, dev, optional }]) => {
  const name = nameOf(path);
  const said = license ?? ownLicence(path) ?? (optional ? licenceOfBuilds(name) : undefined);
  counts.set(said, (counts.get(said) ?? 0) + 1);
  if (`${name}@${version}` in READ) return [];
  if (said === undefined)
    return [`${name} ${version} says no licence: read it, and note it in .ci/check-licences.mjs.`];
  const isTool = dev && !bundled.has(path);
  if (isAllowed(said, isTool ? TOOLS : SHIPPED)) return [];
  return [`${name} ${version} is under ${said}, which is not allowed for ${isTool ? 'tools' : 'what ships'}.`];
});

for (const fault of faults) console.error(fault);
const kinds = [...counts].sort(([, a], [, b]) => b - a).map(([licence, count]) => `${licence} ${count}`);
console.log(`${installed.length} packages: ${kinds.join(', ')}`);
process.exitCode = faults.length > 0 ? 1 : 0;
