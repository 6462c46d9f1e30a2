import { CASES } from './cases.ts';

/** Runs the case that the command line names, so many times as large, and sends its figures to the parent. */
const [name = '', scale = '1'] = process.argv.slice(2);
const benchCase = CASES[name];
if (benchCase === undefined) throw new RangeError(`There is no case ${name}.`);
process.send?.(await benchCase.run(Number(scale)));
process.disconnect();
