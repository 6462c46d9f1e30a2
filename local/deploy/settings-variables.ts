import type { EnvironmentKey } from '../../functions/manifest.ts';
import type { StageSettings } from '../../settings/stage-settings.ts';

/** Variables of functions that the settings of a stage decide, as stacks/functions.ts gives them. */
export function settingsVariables({ notifications }: Pick<StageSettings, 'notifications'>) {
  return { NOTIFICATION_ROUTES: JSON.stringify(notifications) } as const satisfies Partial<
    Record<EnvironmentKey, string>
  >;
}
