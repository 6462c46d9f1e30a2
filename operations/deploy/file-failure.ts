import { OperatorError } from '../operator-error.ts';
import { TailedError } from './tailed-error.ts';

/** Where files were to be read or written, by a name that is no path, and what else helps when they cannot be there. */
export type FilePlace = { readonly name: string; readonly remedy: string };

/** Wherever a deployment reads and writes. */
const ANYWHERE: FilePlace = { name: 'this folder or the temporary one', remedy: 'name another with TMPDIR' };

function sentenceOf(code: unknown, { name, remedy }: FilePlace): string | undefined {
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return `The disk of ${name} is full. Make room on it, or ${remedy}.`;
    case 'EIO':
      return `Files cannot be written to ${name}: the disk may be full. Make room on it, or ${remedy}.`;
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return `This user may not read or write ${name}. Give the right to, or ${remedy}.`;
    case 'ENOENT':
    case 'ENOTDIR':
      return `Something is missing: ${name}, or a file in it. Make it, or ${remedy}.`;
    case 'EMFILE':
    case 'ENFILE':
      return 'There are too many open files. Close other programs, or raise ulimit -n.';
    default:
      return undefined;
  }
}

/**
 * What is to be thrown for an error: a sentence with what to do where it is one of files, whose own words name them and are
 * for the operator alone; otherwise the error itself.
 */
export function fileFailure(error: unknown, place: FilePlace = ANYWHERE): unknown {
  if (!(error instanceof Error) || error instanceof OperatorError || !('code' in error)) return error;
  const sentence = sentenceOf(error.code, place);
  return sentence === undefined ? error : new TailedError(sentence, [error.message], { cause: error });
}

/** What the same is in the words of another program, by the code that this one would be told. */
const WORDS: readonly (readonly [RegExp, string])[] = [
  [/no space left on device/i, 'ENOSPC'],
  [/disk quota exceeded/i, 'EDQUOT'],
  [/permission denied|operation not permitted/i, 'EACCES'],
  [/read-only file system/i, 'EROFS'],
  // As git says of a full disk, too.
  [/unable to write|could not write/i, 'EIO'],
];

/** The sentence on files for what a program printed; undefined when it tells of none. */
export function printedFileFailure(printed: string, place: FilePlace = ANYWHERE): string | undefined {
  return sentenceOf(WORDS.find(([words]) => words.test(printed))?.[1], place);
}
