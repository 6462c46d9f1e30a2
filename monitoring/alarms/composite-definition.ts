import type { AlarmFacts } from './alarm-definition.ts';

/** What a composite alarm looks at: the id of an alarm that is in ALARM, of one that is not, or several of them. */
export type AlarmRule =
  | string
  | { readonly not: string }
  | { readonly any: readonly AlarmRule[] }
  | { readonly all: readonly AlarmRule[] };

/**
 * A composite alarm: it groups alarms that one cause raises together, so that one failure pages once. An alarm that a
 * composite with actions names takes none itself; the composite tells for it.
 */
export type CompositeDefinition = AlarmFacts & {
  readonly rule: AlarmRule;
  /** False for one that only silences others: it takes no action, and what it names goes on telling of itself. */
  readonly tells?: false;
  /** While that alarm, the cause, is in ALARM this one says nothing; periods in seconds as in "PutCompositeAlarm". */
  readonly suppressor?: {
    readonly id: string;
    readonly waitPeriod: number;
    readonly extensionPeriod: number;
    readonly reason: string;
  };
};
