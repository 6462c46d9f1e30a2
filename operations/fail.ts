/** Ends the process with one line for each thing that is wrong, which says what to do. */
export function fail(message: string, exitCode = 1): never {
  for (const line of message.split('\n')) process.stderr.write(`smallcart: ${line}\n`);
  process.exit(exitCode);
}
