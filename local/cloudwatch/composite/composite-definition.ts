import type { StateValue } from '../../../monitoring/cloudwatch.ts';

/** A composite alarm as PutCompositeAlarm defined it. */
export type CompositeDefinition = {
  readonly name: string;
  readonly description?: string;
  readonly actionsEnabled: boolean;
  readonly actions: Readonly<Record<StateValue, readonly string[]>>;
};
