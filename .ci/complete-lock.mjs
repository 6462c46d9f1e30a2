// Completes package-lock.json: a lock file made with a registry mirror that lacks some platforms' optional packages lacks
// their entries too, and `npm ci` then refuses it (EUSAGE). Run it after every change of the dependencies.
import { readFileSync, writeFileSync } from 'node:fs';

const OS = {
  darwin: 'darwin',
  linux: 'linux',
  win32: 'win32',
  windows: 'win32',
  freebsd: 'freebsd',
  openbsd: 'openbsd',
  netbsd: 'netbsd',
  openharmony: 'openharmony',
  android: 'android',
  aix: 'aix',
  sunos: 'sunos',
};
const CPU = {
  x64: 'x64',
  arm64: 'arm64',
  arm: 'arm',
  ia32: 'ia32',
  x86: 'ia32',
  ppc64: 'ppc64',
  ppc64le: 'ppc64',
  s390x: 's390x',
  riscv64: 'riscv64',
  loong64: 'loong64',
  mips64el: 'mips64el',
  wasm32: 'wasm32',
};

const path = new URL('../package-lock.json', import.meta.url);
const lock = JSON.parse(readFileSync(path, 'utf8'));

/** @param {string} name @param {string} version */
function platformEntry(name, version) {
  const words = name.split(/[/-]/);
  const os = words.map((word) => OS[word]).find(Boolean);
  const cpu = words.map((word) => CPU[word]).find(Boolean);
  return { version, ...(cpu ? { cpu: [cpu] } : {}), dev: true, optional: true, ...(os ? { os: [os] } : {}) };
}

let added = 0;
for (const [owner, entry] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    const nested = owner === '' ? `node_modules/${name}` : `${owner}/node_modules/${name}`;
    const present = lock.packages[`node_modules/${name}`] ?? lock.packages[nested];
    if (present !== undefined || !/^\d/.test(version)) continue;
    const completed = platformEntry(name, version);
    if (owner === '') delete completed.dev;
    lock.packages[`node_modules/${name}`] = completed;
    added += 1;
  }
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`package-lock.json: ${added} platform packages added`);
