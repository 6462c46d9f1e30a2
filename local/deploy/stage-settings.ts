import { readStageSettings } from '../../settings/read-stage-settings.ts';
import type { StageSettings } from '../../settings/stage-settings.ts';
import { STAGES } from '../../settings/stages.ts';
import { UserError } from '../options.ts';
import { STAGE } from './place.ts';

/** What is decided about the stage on this machine; UserError that says what is wrong with it. */
export function stageSettings(stages = STAGES): StageSettings {
  const { settings, faults = [] } = readStageSettings(STAGE, {}, stages);
  if (settings === undefined) throw new UserError(faults.join('\n'));
  return settings;
}
