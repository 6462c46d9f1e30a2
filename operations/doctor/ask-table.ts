import type { Database } from '../../functions/lib/database.ts';
import type { AwsAccess } from '../aws-access.ts';
import { explainAwsError } from '../explain-aws-error.ts';
import type { Place } from '../place.ts';
import { stageTable } from '../stage-table.ts';

/** Reads records of the stage's table; rejects with an OperatorError. */
export type AskTable = <Answer>(ask: (at: Database) => Promise<Answer>) => Promise<Answer>;

/** The table of a place, asked through one client. */
export function createAskTable(place: Place, access: AwsAccess): AskTable {
  const at = stageTable(access, place.stage);
  return async (ask) => {
    try {
      return await ask(at);
    } catch (error) {
      // ElectroDB wraps what the SDK threw.
      const cause = error instanceof Error && error.name === 'ElectroError' ? (error.cause ?? error) : error;
      throw explainAwsError(cause, place, 'dynamodb:Query');
    }
  };
}
