import type { Operation } from '../aws/aws-service.ts';
import { existingGroup, invalidParameter, logMembers } from './log-errors.ts';
import type { LogStore } from './log-store.ts';

/** The retention periods, in days, of API reference "PutRetentionPolicy". */
const periods = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

/** API reference "PutRetentionPolicy". */
export const putRetentionPolicy =
  (logs: LogStore): Operation =>
  (input) => {
    const members = logMembers(input);
    const group = existingGroup(logs, members.requiredString('logGroupName'));
    const days = members.requiredNumber('retentionInDays');
    if (!periods.includes(days))
      throw invalidParameter(
        `Value '${days}' at 'retentionInDays' failed to satisfy constraint: Member must satisfy enum value set: [${periods.join(', ')}]`,
      );
    logs.setRetention(group.name, days);
  };
