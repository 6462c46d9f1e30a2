import { unzipSync } from 'fflate';
import type { CodeFiles } from './code-store.ts';
import { invalidParameterValue } from './lambda-errors.ts';

/** "Lambda quotas": a deployment package without compression, in bytes. */
const UNPACKED_LIMIT = 262_144_000;

/** Whether a path stays in the folder that the package is unpacked to. */
const staysInside = (path: string): boolean =>
  !path.startsWith('/') && !/[\0\\:]/.test(path) && !path.split('/').includes('..');

/** Unpacks a .zip file; InvalidParameterValueException for what is none, is too large or leads out of its folder. */
export function readArchive(archive: Uint8Array): CodeFiles {
  let size = 0;
  const filter = ({ name, originalSize }: { name: string; originalSize: number }): boolean => {
    if (!staysInside(name)) throw invalidParameterValue(`The path ${JSON.stringify(name)} leads out of the package.`);
    size += originalSize;
    if (size > UNPACKED_LIMIT)
      throw invalidParameterValue(`Unzipped size must be smaller than ${UNPACKED_LIMIT} bytes`);
    return !name.endsWith('/');
  };
  const files = unpack(archive, filter);
  if (Object.keys(files).length === 0) throw invalidParameterValue('Uploaded file must be a non-empty zip');
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
