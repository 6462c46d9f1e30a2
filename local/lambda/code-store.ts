import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { packFunction } from '../../functions/lib/deployments/pack-function.ts';
import { DataFolderError, reason } from '../store.ts';

/** The files of a deployment package by their path. */
export type CodeFiles = Readonly<Record<string, Uint8Array>>;

/** Code that is in place: the path of its ES module, the package's SHA-256 in base64 and its size in bytes. */
export type FunctionCode = { readonly bundle: string; readonly codeSha256: string; readonly codeSize: number };

/** Keeps the code of functions, each package once. */
export interface CodeStore {
  /** Keeps what a package holds. */
  put(archive: Uint8Array, files: CodeFiles): FunctionCode;
  /** Packs an ES module and keeps it. */
  add(bundle: string): FunctionCode;
}

/** The file of a package that exports the handler. */
const ENTRY = 'index.mjs';

/**
 * Opens an empty store in a folder, which holds nothing else; what an earlier run left there is deleted.
 * @throws DataFolderError when the folder cannot be written, as its methods do
 */
export function openCodeStore(folder: string): CodeStore {
  const attempt = (run: () => void): void => {
    try {
      run();
    } catch (error) {
      throw new DataFolderError(
        `The functions' code cannot be kept in ${folder} (${reason(error)}). Make room there, or choose another folder with --data.`,
        { cause: error },
      );
    }
  };
  attempt(() => rmSync(folder, { recursive: true, force: true }));

  /** All of a package's files or none of them. */
  const write = (target: string, files: CodeFiles): void => {
    const draft = `${target}.draft`;
    rmSync(draft, { recursive: true, force: true });
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(draft, path)), { recursive: true });
      writeFileSync(join(draft, path), content);
    }
    mkdirSync(draft, { recursive: true });
    renameSync(draft, target);
  };

  const put = (archive: Uint8Array, files: CodeFiles): FunctionCode => {
    const digest = createHash('sha256').update(archive).digest();
    const target = join(folder, digest.toString('hex'));
    if (!existsSync(target)) attempt(() => write(target, files));
    return { bundle: join(target, ENTRY), codeSha256: digest.toString('base64'), codeSize: archive.length };
  };

  return {
    put,
    add: (bundle) => {
      const files = { [ENTRY]: readFileSync(bundle) };
      return put(packFunction(files), files);
    },
  };
}
