import { isIdempotencyKey } from '../lib/idempotency.ts';
import { addNote, MOST_NOTES } from '../lib/incidents/notes.ts';
import { Problem } from '../lib/problem.ts';
import { knownIncident } from './read-incidents.ts';

type Noting = {
  readonly id: string;
  readonly by: string;
  readonly at: number;
  readonly text: string;
  readonly key: string | undefined;
};

/**
 * Adds a note to an incident; with the same `Idempotency-Key` again, it changes nothing. 404 when there is no such incident,
 * 400 when the key is none, 409 when it was used for another note or the incident has as many as it can.
 */
export async function noteIncident({ id, key, ...note }: Noting): Promise<void> {
  if (key !== undefined && !isIdempotencyKey(key))
    throw new Problem(400, 'An Idempotency-Key has 1 to 128 visible ASCII characters.', { code: 'idempotency-key' });
  await knownIncident(id);
  const added = await addNote({ ...note, incident: id, key });
  switch (added) {
    case 'added':
      return;
    case 'full':
      throw new Problem(409, `An incident has at most ${MOST_NOTES} notes.`, { code: 'notes-full' });
    case 'reused':
      throw new Problem(409, 'This Idempotency-Key was used for another note.', { code: 'idempotency-key-reused' });
    default:
      added satisfies never;
  }
}
