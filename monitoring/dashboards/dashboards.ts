import { business } from './business.ts';
import type { DashboardDefinition } from './dashboard-definition.ts';
import { overview } from './overview.ts';
import { system } from './system.ts';

/** Every dashboard that is deployed; CloudWatch gives three free. */
export const DASHBOARDS: readonly DashboardDefinition[] = [overview, business, system];
