import type { Api } from '../lib/context.ts';
import { env } from '../lib/env.ts';
import { checkTable } from '../lib/health.ts';

/** Adds the shop's health routes: live says that code runs, ready that the table answers too, health says both. */
export function addHealthRoutes(api: Api): void {
  api.get('/health/live', (c) => c.json({ status: 'ok' }));
  api.get('/health/ready', async (c) => {
    await checkTable();
    return c.json({ status: 'ok' });
  });
  api.get('/health', async (c) => {
    await checkTable();
    return c.json({ status: 'ok', version: env().version, checks: { table: 'ok' } });
  });
}
