import * as z from 'zod/mini';
import { reachable } from '../channels/directory.ts';
import { env } from '../env.ts';
import { once } from '../once.ts';
import { NotificationRoutesInput } from './notification-routes.ts';
import type { Told } from './page.ts';
import type { Planning } from './plan-pages.ts';

const routes = once(() => z.parse(NotificationRoutesInput, JSON.parse(env().notificationRoutes)));

/** What decides about who is told when, at `now` (epoch milliseconds), as the stage is set up. */
export function planning(now: number, told: readonly Told[] = []): Planning {
  return { reachable: reachable(), routes: routes(), now, told };
}
