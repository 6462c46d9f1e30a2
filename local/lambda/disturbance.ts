/**
 * What befalls an invocation from outside: its environment is killed so many real milliseconds after its start, if it still
 * runs, as after a crash or for want of memory; or it hangs until its function's timeout.
 */
export type Disturbance =
  | { readonly kind: 'killed' | 'outOfMemory'; readonly afterMs: number }
  | { readonly kind: 'hangs' };
