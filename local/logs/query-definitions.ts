import type { DatabaseSync } from 'node:sqlite';
import { isJsonObject, type JsonObject } from '../aws/json.ts';

/** A saved query as "PutQueryDefinition" takes it; the members beyond name and query text are JSON as given. */
export type SavedQuery = {
  readonly name: string;
  readonly queryString: string;
  readonly queryLanguage: string;
  readonly logGroupNames: readonly string[];
  readonly parameters: readonly JsonObject[];
};

/** A saved query with its id and when it was put, in virtual epoch milliseconds. */
export type StoredQuery = SavedQuery & { readonly queryDefinitionId: string; readonly lastModified: number };

/** The query definitions of the embedded Logs, kept through restarts. */
export interface QueryDefinitions {
  /** All of them, by name, then id. */
  list(): readonly StoredQuery[];
  find(id: string): StoredQuery | undefined;
  /** The id of the definition that was made with a client token. */
  madeWith(clientToken: string): string | undefined;
  /** Makes a definition under a new id. */
  create(query: SavedQuery, now: number, clientToken?: string): string;
  replace(id: string, query: SavedQuery, now: number): void;
  delete(id: string): void;
}

const schema = `
  CREATE TABLE IF NOT EXISTS query_definition (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, query TEXT NOT NULL, modified INTEGER NOT NULL, client_token TEXT UNIQUE)`;

const texts = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(String) : []);

function toQuery(row: Record<string, unknown>): StoredQuery {
  const { queryString, queryLanguage, logGroupNames, parameters } = JSON.parse(String(row.query));
  return {
    queryDefinitionId: String(row.id),
    name: String(row.name),
    queryString: String(queryString),
    queryLanguage: String(queryLanguage),
    logGroupNames: texts(logGroupNames),
    parameters: Array.isArray(parameters) ? parameters.filter(isJsonObject) : [],
    lastModified: Number(row.modified),
  };
}

/** Opens them in the data folder's database. */
export function openQueryDefinitions(store: DatabaseSync, randomId: () => string): QueryDefinitions {
  store.exec(schema);
  const insert = store.prepare('INSERT INTO query_definition VALUES (?, ?, ?, ?, ?)');
  const update = store.prepare('UPDATE query_definition SET name = ?, query = ?, modified = ? WHERE id = ?');
  const body = ({ name: _, ...query }: SavedQuery): string => JSON.stringify(query);
  return {
    list: () => store.prepare('SELECT * FROM query_definition ORDER BY name, id').all().map(toQuery),
    find: (id) => {
      const row = store.prepare('SELECT * FROM query_definition WHERE id = ?').get(id);
      return row && toQuery(row);
    },
    madeWith: (clientToken) => {
      const row = store.prepare('SELECT id FROM query_definition WHERE client_token = ?').get(clientToken);
      return row && String(row.id);
    },
    create: (query, now, clientToken) => {
      const id = randomId();
      insert.run(id, query.name, body(query), now, clientToken ?? null);
      return id;
    },
    replace: (id, query, now) => void update.run(query.name, body(query), now, id),
    delete: (id) => void store.prepare('DELETE FROM query_definition WHERE id = ?').run(id),
  };
}
