import { createHash } from 'node:crypto';
import { auditAction } from '../audit-entry.ts';
import { incidentNotes } from '../entities/incident-note.ts';
import { writeAll } from '../write.ts';
import { expiry, INCIDENT_DAYS } from './expiry.ts';

/** What somebody wrote of an incident; `at` is epoch milliseconds, `by` a user's id. */
export type Note = { readonly number: number; readonly at: number; readonly by: string; readonly text: string };

/** The most characters of a note, and the most notes of an incident. */
export const LONGEST_NOTE = 2_000;
export const MOST_NOTES = 100;

type Writing = Omit<Note, 'number'> & { readonly incident: string; readonly key?: string | undefined };

async function stored(incident: string) {
  const { data } = await incidentNotes().query.byIncident({ incident }).go({ consistent: true, pages: 'all' });
  return data.toSorted((one, other) => one.number - other.number);
}

/** The notes of an incident, oldest first. */
export async function notesOf(incident: string): Promise<readonly Note[]> {
  return (await stored(incident)).map(({ number, at, by, text }) => ({ number, at, by, text }));
}

/** What became of a note: `reused` when its author sent another one with its key. */
type Added = 'added' | 'full' | 'reused';

/** What is to be made of a note whose key its author has used before; undefined of a new one. */
function repeated(
  keyHash: string | undefined,
  { by, text }: Writing,
  notes: Awaited<ReturnType<typeof stored>>,
): Added | undefined {
  const before = keyHash && notes.find((note) => note.keyHash === keyHash && note.by === by);
  if (!before) return undefined;
  return before.text === text ? 'added' : 'reused';
}

function write({ incident, at, by, text }: Writing, number: number, keyHash: string | undefined) {
  const note = { incident, number, at, by, text, ...(keyHash && { keyHash }), expiresAt: expiry(at, INCIDENT_DAYS) };
  return writeAll([
    (table) => table.incidentNote.create(note).commit(),
    auditAction({ actor: by, action: 'incident.note', target: incident, details: { number }, now: at }),
  ]);
}

/**
 * Adds a note to an incident, with its entry in the audit log: once for each key, whatever others write at the same time.
 * `full` when the incident has as many as it can. Throws what `transact` throws.
 */
export async function addNote(writing: Writing): Promise<Added> {
  const keyHash = writing.key && createHash('sha256').update(writing.key).digest('hex');
  // Each number is taken once, so that whoever comes too late has a number less to try.
  for (;;) {
    const notes = await stored(writing.incident);
    const known = repeated(keyHash, writing, notes);
    if (known !== undefined) return known;
    // Old ones expire one by one: their numbers are never given again.
    const last = notes.at(-1)?.number ?? 0;
    if (last >= MOST_NOTES) return 'full';
    const { committed } = await write(writing, last + 1, keyHash);
    if (committed) return 'added';
  }
}
