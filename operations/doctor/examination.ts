import type { StageSettings } from '../../settings/stage-settings.ts';
import type { LiveRelease } from '../deploy/target.ts';
import type { LambdaCaller } from '../deploy/targets/lambda-caller.ts';
import type { Place } from '../place.ts';
import type { AskTable } from './ask-table.ts';
import type { Ask } from './services.ts';

/** What the links of a stage are looked at with. */
export type Examination = {
  readonly place: Place;
  readonly stage: string;
  readonly settings: StageSettings;
  /** The operator's own checkout. */
  readonly folder: string;
  /** The release that this checkout would be; undefined where there is no git. */
  readonly checkout: string | undefined;
  readonly ask: Ask;
  readonly askTable: AskTable;
  readonly lambda: LambdaCaller;
  /** Epoch milliseconds of the stage's clock. */
  readonly now: () => number;
  /** So old may be what comes every minute, in milliseconds of the stage's clock. */
  readonly freshness: number;
  /** What serves the stage. */
  readonly live: LiveRelease;
  /** Whether a deployment runs, in the middle of which two releases serve. */
  readonly deploying: boolean;
};
