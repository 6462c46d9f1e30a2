/** Ends the process with exit code 1 and one line for each thing that is wrong, which says what to do. */
export function fail(message: string): never {
  for (const line of message.split('\n')) process.stderr.write(`smallcart: ${line}\n`);
  process.exit(1);
}
