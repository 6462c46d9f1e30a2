import type { Operation } from '../aws/aws-service.ts';
import type { BusState } from './event-bus.ts';
import { constraintError, eventsMembers } from './events-errors.ts';
import { readRuleName } from './read-rule.ts';
import { readTarget } from './read-target.ts';

const MAX_ENTRIES = 100;

/** PutTargets: adds targets to a rule or replaces those of the same id; all of them, or none when one is wrong. */
export const putTargets =
  ({ rules, transaction }: Pick<BusState, 'rules' | 'transaction'>): Operation =>
  (input) => {
    const { name } = rules.existing(readRuleName(input, 'Rule'));
    const members = eventsMembers(input);
    members.requiredList('Targets');
    const entries = members.objects('Targets') ?? [];
    if (entries.length < 1) throw constraintError('[]', 'targets', 'have length greater than or equal to 1');
    if (entries.length > MAX_ENTRIES) {
      throw constraintError(`${entries.length} targets`, 'targets', `have length less than or equal to ${MAX_ENTRIES}`);
    }
    const targets = entries.map((entry, index) => readTarget(entry, `targets.${index + 1}.member`));
    transaction(() => rules.putTargets(name, targets));
    return { FailedEntryCount: 0, FailedEntries: [] };
  };
