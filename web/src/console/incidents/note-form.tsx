import { useRef, useState } from 'preact/hooks';
import { useAction } from '../../admin/frame/use-action.ts';
import { useAttemptKey } from '../../admin/frame/use-attempt-key.ts';
import { fieldMessages } from '../../forms/field-messages.ts';
import { FormNotice } from '../../forms/form-notice.tsx';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { consoleApi } from '../console-api.ts';

/** What the API takes. */
const LONGEST = 2_000;

/** From here on it says how much room is left. */
const NEARLY_FULL = 1_800;

/** Adds a note to an incident; what was sent is never changed, and sent twice it is one note. */
export function NoteForm({ id, onAdded }: { id: string; onAdded: () => void }) {
  const [text, setText] = useState('');
  const [count, setCount] = useState(0);
  const input = useRef<HTMLTextAreaElement>(null);
  const keyFor = useAttemptKey();
  const { busy, error, run } = useAction();
  const messages = fieldMessages(error, ['text']);
  const add = async (event: Event) => {
    event.preventDefault();
    const added = await run(async () => {
      // The same words once more, later, are another note.
      await consoleApi.addNote(id, text, keyFor({ id, text, count }));
      return 'The note is added.';
    });
    if (added) {
      setText('');
      setCount(count + 1);
      onAdded();
    }
    input.current?.focus();
  };
  const room = text.length > NEARLY_FULL ? ` Room for ${LONGEST - text.length} more characters.` : '';
  return (
    <form class="note-form" noValidate onSubmit={(event) => void add(event)}>
      {error !== undefined && messages.text === undefined && <FormNotice error={error} />}
      <Field
        label="Add a note"
        hint={`Who wrote it, and when, is kept; it cannot be changed.${room}`}
        error={messages.text}
      >
        {(control) => (
          <textarea
            {...control}
            ref={input}
            rows={3}
            maxLength={LONGEST}
            value={text}
            onInput={(event) => setText(event.currentTarget.value)}
          />
        )}
      </Field>
      <div>
        <Button type="submit" busy={busy} disabled={text.trim() === ''}>
          Add it
        </Button>
      </div>
    </form>
  );
}
