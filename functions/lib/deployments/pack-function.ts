import { zipSync } from 'fflate';

/** The earliest time that a zip file can tell: the same files are the same bytes, whenever they are packed. */
const PACKED_AT = new Date(1980, 0, 1);

/** A function's deployment package, "Working with .zip file archives": its files by their path, in the order of these, as they are. */
export function packFunction(files: Readonly<Record<string, Uint8Array>>): Uint8Array {
  const entries = Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1));
  return zipSync(Object.fromEntries(entries), { level: 0, mtime: PACKED_AT });
}
