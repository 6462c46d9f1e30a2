import type { Drive } from './drive.ts';
import { TYPED } from './typed-values.ts';

type Results = { readonly status: string; readonly rows: readonly Readonly<Record<string, string>>[] };

/** Asks log lines by a query, and reads it to its end. */
async function query(ask: Drive['ask'], text: string): Promise<Results> {
  const body = { query: text, functions: ['account', 'checkout'] };
  const started = await ask<{ id: string }>('POST /api/ops/queries', { body });
  for (;;) {
    const { body: results } = await ask<Results>('GET /api/ops/queries/{id}', { params: { id: started.body.id } });
    if (results.status !== 'Running' && results.status !== 'Scheduled') return results;
  }
}

/** Queries log lines, also for what somebody typed and what is no query, and stops one. */
export async function queryLogs(ask: Drive['ask']): Promise<void> {
  await ask('GET /api/ops/queries');
  const { rows } = await query(ask, 'fields @timestamp, message | limit 1');
  await ask('GET /api/ops/log-record', { query: { pointer: rows[0]?.['@ptr'] ?? '' } });
  await ask('GET /api/ops/log-record', { query: { pointer: TYPED.token } });
  await query(ask, `filter @message like "${TYPED.search}"`);
  await ask('POST /api/ops/queries', { body: { query: `${TYPED.search} | filter "${TYPED.email}` } });
  const { body: last } = await ask<{ id: string }>('POST /api/ops/queries', { body: { query: 'limit 1' } });
  await ask('DELETE /api/ops/queries/{id}', { params: { id: last.id } });
}
