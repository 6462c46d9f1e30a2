import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TABLE } from '../../functions/lib/table.ts';
import { startDynoxide } from '../../local/dynamodb/dynoxide.ts';
import { ensureTable } from '../../local/dynamodb/ensure-table.ts';
import { findDynoxide } from '../../local/dynamodb/find-dynoxide.ts';
import { indexStream } from '../../local/dynamodb/index-stream.ts';
import { billedSettings } from '../../monitoring/stage-bill.ts';
import { defaultSettings } from '../../settings/defaults.ts';

/** The environment that functions get, without a table. */
export const FUNCTION_ENVIRONMENT = {
  STAGE: 'test',
  SITE_URL: 'https://shop.example',
  VERSION: 'test',
  POWERTOOLS_SERVICE_NAME: 'catalog',
  POWERTOOLS_LOG_LEVEL: 'INFO',
  API_ID: 'abc123',
  PAYMENT_TIMEOUT_MS: '20000',
  PSEUDONYM_KEY: 'a key of a test that is no secret at all',
  METRICS_TOKEN: 'a token of a test that is no secret at all',
  CHANNELS: '{}',
  LINK_KEY: 'a key of links of a test that is no secret at all',
  NOTIFICATION_ROUTES: JSON.stringify(defaultSettings(false).notifications),
  BILLED_SETTINGS: JSON.stringify(billedSettings(defaultSettings(false))),
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'local',
  AWS_SECRET_ACCESS_KEY: 'local',
};

/** A real table in a DynamoDB of its own. */
export type EmbeddedTable = {
  /** Environment variables under which the functions use this table. */
  readonly environment: Readonly<Record<string, string>>;
  stop(): Promise<void>;
};

/** Starts a DynamoDB with the shop's empty table, under that name. */
export async function startEmbeddedTable(name = 'shop'): Promise<EmbeddedTable> {
  const folder = mkdtempSync(join(tmpdir(), 'shop-'));
  const binary = findDynoxide({ platform: process.platform, arch: process.arch, env: process.env });
  const databasePath = join(folder, 'shop.sqlite');
  const dynoxide = await startDynoxide({ binary, databasePath, log() {} });
  const port = await dynoxide.port();
  await ensureTable(port, name, TABLE);
  indexStream(databasePath);
  return {
    environment: { ...FUNCTION_ENVIRONMENT, TABLE_NAME: name, AWS_ENDPOINT_URL_DYNAMODB: `http://127.0.0.1:${port}` },
    async stop() {
      await dynoxide.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
