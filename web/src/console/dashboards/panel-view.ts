import type { DashboardFigures, PanelFacts } from '../../../../functions/ops/dashboards/dashboard-responses.ts';
import type { Alarms } from '../../../../functions/ops/responses.ts';
import type { ReleaseMark } from '../charts/release-marks.ts';
import type { ViewSettings } from '../refresh.ts';
import type { Live } from '../use-live.ts';
import type { Choice } from './choice.ts';

/** What all panels of a dashboard have in common. */
export type PanelView = {
  dashboard: string;
  settings: ViewSettings;
  choice: Choice;
  figures: Live<DashboardFigures>;
  alarms: Live<Alarms>;
  marks: readonly ReleaseMark[];
};

/** Facts of panels of those types. */
export type FactsOf<Type extends PanelFacts['type']> = Extract<PanelFacts, { type: Type }>;
