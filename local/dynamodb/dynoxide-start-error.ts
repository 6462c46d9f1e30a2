const WAYS_OUT =
  'If it is damaged, put back a copy of it, start with --reset to forget all state, or choose another folder with --data.';

/** The embedded DynamoDB does not start or cannot use its database; the message says why, which file, and what to do. */
export class DynoxideStartError extends Error {
  override readonly name = 'DynoxideStartError';

  constructor(reason: string, database: string) {
    super(`dynoxide did not start: ${reason.replace(/^error: |\.$/g, '')}. Its database is ${database}. ${WAYS_OUT}`);
  }
}
