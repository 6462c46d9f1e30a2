/** A fault the user can mend: printed as one line, exit code 1. */
export class UsageError extends Error {}
