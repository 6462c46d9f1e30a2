/** Ends the process with exit code 1 and one line that says what is wrong and what to do. */
export function fail(message: string): never {
  process.stderr.write(`smallcart: ${message}\n`);
  process.exit(1);
}
