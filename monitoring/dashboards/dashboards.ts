import { business } from './business.ts';
import { deployments } from './deployments.ts';
import { infrastructure } from './infrastructure.ts';
import { inventory } from './inventory.ts';
import { overview } from './overview.ts';
import type { DashboardDefinition } from './panel.ts';
import { slos } from './slos.ts';
import { system } from './system.ts';
import { telemetry } from './telemetry.ts';

/** Every dashboard, in the order in which they are listed. */
export const DASHBOARDS: readonly DashboardDefinition[] = [
  overview,
  system,
  business,
  inventory,
  infrastructure,
  slos,
  deployments,
  telemetry,
];
