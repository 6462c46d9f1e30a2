import type { Telling } from '../../../../functions/ops/incident-responses.ts';

/** What one contact was, or is to be, told, by all of their channels. */
export type Told = { readonly key: string; readonly tellings: readonly [Telling, ...Telling[]] };

const keyOf = ({ kind, contact, reopening }: Telling): string => `${kind} ${contact} ${reopening}`;

/** Tellings of the same thing to the same contact together, in the order in which they are first met. */
export function byTold(tellings: readonly Telling[]): readonly Told[] {
  return [...Map.groupBy(tellings, keyOf)].flatMap(([key, [first, ...rest]]) =>
    first === undefined ? [] : [{ key, tellings: [first, ...rest] }],
  );
}
