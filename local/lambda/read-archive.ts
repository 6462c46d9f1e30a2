import { unzipSync } from 'fflate';
import type { CodeFiles } from './code-store.ts';
import { invalidParameterValue } from './lambda-errors.ts';

/** "Lambda quotas": a deployment package without compression, in bytes. */
const UNPACKED_LIMIT = 262_144_000;

/** What file systems take for a name, and for a path with room for the folder before it, in bytes. */
const [NAME_LIMIT, PATH_LIMIT] = [255, 1024];

/** Whether a path is one of a file or folder in the folder that the package is unpacked to. */
const isInside = (path: string): boolean =>
  !/[\0\\:]/.test(path) &&
  Buffer.byteLength(path) <= PATH_LIMIT &&
  path.split('/').every((name) => !['', '.', '..'].includes(name) && Buffer.byteLength(name) <= NAME_LIMIT);

/** The folders that a file lies in. */
const foldersOf = (path: string): readonly string[] =>
  Array.from(path.matchAll(/\//g), ({ index }) => path.slice(0, index));

/** A file in whose place another one needs a folder. */
function fileAndFolder(paths: readonly string[]): string | undefined {
  const folders = new Set(paths.flatMap(foldersOf));
  return paths.find((path) => folders.has(path));
}

/** Unpacks a .zip file; InvalidParameterValueException for what is none, is too large or has paths that cannot be in one folder. */
export function readArchive(archive: Uint8Array): CodeFiles {
  let size = 0;
  const filter = ({ name, originalSize }: { name: string; originalSize: number }): boolean => {
    if (!isInside(name.replace(/\/$/, '')))
      throw invalidParameterValue(`The path ${JSON.stringify(name)} is none in the package.`);
    size += originalSize;
    if (size > UNPACKED_LIMIT)
      throw invalidParameterValue(`Unzipped size must be smaller than ${UNPACKED_LIMIT} bytes`);
    return !name.endsWith('/');
  };
  const files = unpack(archive, filter);
  if (Object.keys(files).length === 0) throw invalidParameterValue('Uploaded file must be a non-empty zip');
  const both = fileAndFolder(Object.keys(files));
  if (both !== undefined) throw invalidParameterValue(`${JSON.stringify(both)} is both a file and a folder.`);
  return files;
}

function unpack(archive: Uint8Array, filter: (file: { name: string; originalSize: number }) => boolean): CodeFiles {
  let refused: unknown;
  const noting = (file: { name: string; originalSize: number }): boolean => {
    try {
      return refused === undefined && filter(file);
    } catch (error) {
      refused = error;
      return false;
    }
  };
  try {
    const files = unzipSync(archive, { filter: noting });
    if (refused === undefined) return files;
  } catch {
    throw invalidParameterValue('Could not unzip uploaded file. Please check your file, then try to upload again.');
  }
  throw refused;
}
