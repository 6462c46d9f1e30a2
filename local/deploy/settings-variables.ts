import type { EnvironmentKey } from '../../functions/function-definition.ts';
import { billedSettings } from '../../monitoring/stage-bill.ts';
import type { StageSettings } from '../../settings/stage-settings.ts';

/** Variables of functions that the settings of a stage decide, as stacks/functions.ts gives them. */
export function settingsVariables(settings: StageSettings) {
  return {
    NOTIFICATION_ROUTES: JSON.stringify(settings.notifications),
    BILLED_SETTINGS: JSON.stringify(billedSettings(settings)),
  } as const satisfies Partial<Record<EnvironmentKey, string>>;
}
