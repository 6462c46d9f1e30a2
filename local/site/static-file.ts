import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';

/** A file of the built site, ready to be sent. */
export type StaticFile = {
  body: Buffer;
  brotli: Buffer | undefined;
  etag: string;
  contentType: string;
  immutable: boolean;
};

/** Finds the file for a URL path: the file itself, the page's shell for a path without extension, or nothing. */
export type FindStaticFile = (urlPath: string) => Promise<StaticFile | undefined>;

const contentTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.xml': 'application/xml',
};
const compressible = /^(text\/|image\/svg|application\/(json|xml|manifest))/;
/** Smaller bodies do not get smaller. */
const leastToCompress = 1024;
const brotliQuality = 5;
const compress = promisify(brotliCompress);

/** The path of a file below the root, or undefined for a path that leads out of it or cannot be decoded. */
export function resolvePath(root: string, urlPath: string): string | undefined {
  try {
    const decoded = decodeURIComponent(urlPath);
    if (/[\0\\]/.test(decoded)) return undefined;
    const path = normalize(join(root, decoded));
    return path === root || path.startsWith(root + sep) ? path : undefined;
  } catch {
    return undefined;
  }
}

/** Serves the folder that the web build writes; files are read once per build and kept, compressed. */
export function createStaticFiles(root: string): FindStaticFile {
  const cache = new Map<string, { modified: number; file: StaticFile }>();

  const load = async (path: string): Promise<StaticFile> => {
    const body = await readFile(path);
    const contentType = contentTypes[extname(path)] ?? 'application/octet-stream';
    const params = { [constants.BROTLI_PARAM_QUALITY]: brotliQuality };
    const worthwhile = compressible.test(contentType) && body.length >= leastToCompress;
    const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
    // Vite puts a hash of the content into the name of every file in assets/.
    const immutable = path.startsWith(join(root, 'assets') + sep);
    return { body, brotli: worthwhile ? await compress(body, { params }) : undefined, etag, contentType, immutable };
  };

  const read = async (path: string): Promise<StaticFile | undefined> => {
    const info = await stat(path).catch(() => undefined);
    if (!info?.isFile()) return undefined;
    const cached = cache.get(path);
    if (cached?.modified === info.mtimeMs) return cached.file;
    const file = await load(path);
    cache.set(path, { modified: info.mtimeMs, file });
    return file;
  };

  return async (urlPath) => {
    const path = resolvePath(root, urlPath);
    if (path === undefined) return undefined;
    const isPage = extname(path) === '';
    return (await read(path)) ?? (isPage ? read(join(root, 'index.html')) : undefined);
  };
}
