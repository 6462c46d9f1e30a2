import { describe, expect, test } from 'vitest';
import { errorSentence } from '../../../operations/deploy/error-sentence.ts';
import { fileFailure, printedFileFailure } from '../../../operations/deploy/file-failure.ts';
import { tailOf } from '../../../operations/deploy/run-step.ts';
import { OperatorError } from '../../../operations/operator-error.ts';

const PATH = '/home/of-somebody/shop';
const coded = (code: string): Error => Object.assign(new Error(`${code}: ${PATH}`), { code });

describe('a failure of files is told in a sentence with what to do, without their names', () => {
  test.each([
    ['ENOSPC', /^The disk of .* is full\. Make room on it, or name another with TMPDIR\.$/],
    ['EDQUOT', /^The disk of .* is full\./],
    ['EIO', /^Files cannot be written to .*: the disk may be full\. Make room on it/],
    ['EACCES', /^This user may not read or write .*\. Give the right to, or name another with TMPDIR\.$/],
    ['EROFS', /^This user may not read or write/],
    ['ENOENT', /^Something is missing: .*\. Make it, or name another with TMPDIR\.$/],
    ['EMFILE', /^There are too many open files\./],
  ])('%s', (code, sentence) => {
    expect(errorSentence(coded(code))).toMatch(sentence);
    expect(errorSentence(coded(code))).not.toContain(PATH);
    expect(tailOf(coded(code))).toEqual([`${code}: ${PATH}`]);
  });
});

test.each([
  ['fatal: could not create work tree: No space left on device', /^The disk of/],
  ["fatal: could not create leading directories of 'x': Permission denied", /^This user may not/],
  ['error: unable to create file x: Read-only file system', /^This user may not/],
  ['error: unable to write file web/vite.config.ts', /^Files cannot be written to .*: the disk may be full\./],
  ['fatal: bad object', undefined],
])('what git says of files is known: %s', (printed, sentence) => {
  const told = printedFileFailure(printed);
  if (sentence === undefined) expect(told).toBeUndefined();
  else expect(told).toMatch(sentence);
});

test.each([[new OperatorError('Told already.')], [coded('ECONNREFUSED')], [new TypeError('x')], ['thrown']])(
  'what is none of files stays as it is: %s',
  (error) => {
    expect(fileFailure(error)).toBe(error);
  },
);
