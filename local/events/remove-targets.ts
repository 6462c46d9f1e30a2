import type { Operation } from '../aws/aws-service.ts';
import type { BusState } from './event-bus.ts';
import { constraintError, eventsMembers } from './events-errors.ts';
import { readRuleName } from './read-rule.ts';

/** RemoveTargets; an id that the rule does not have is no failure. */
export const removeTargets =
  ({ rules }: Pick<BusState, 'rules'>): Operation =>
  (input) => {
    const { name } = rules.existing(readRuleName(input, 'Rule'));
    const members = eventsMembers(input);
    members.requiredList('Ids');
    const ids = members.strings('Ids') ?? [];
    if (ids.length < 1) throw constraintError('[]', 'ids', 'have length greater than or equal to 1');
    for (const id of ids) rules.removeTarget(name, id);
    return { FailedEntryCount: 0, FailedEntries: [] };
  };
