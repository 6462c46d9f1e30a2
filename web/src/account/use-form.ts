import type { TargetedSubmitEvent } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { FieldMessages } from '../forms/field-messages.ts';
import { announce } from '../state/announcement.ts';
import { focusInvalid } from '../ui/focus-invalid.ts';

type Attempt = { busy: boolean; problems: FieldMessages; error?: unknown; done?: string };

type FormWork<Request> = {
  read: (form: FormData) => Request;
  problemsOf: (request: Request) => FieldMessages;
  /** The server's objections to single fields. */
  refusals: (error: unknown) => FieldMessages;
  /** Does it, and says what was done. */
  send: (request: Request) => Promise<string>;
};

/** A form that is checked, sent once at a time, and says what became of it; `turn` counts its successes. */
export function useForm<Request>({ read, problemsOf, refusals, send }: FormWork<Request>) {
  const form = useRef<HTMLFormElement>(null);
  const [attempt, setAttempt] = useState<Attempt>({ busy: false, problems: {} });
  const [turn, setTurn] = useState(0);
  const refuse = (problems: FieldMessages, error?: unknown) => {
    setAttempt({ busy: false, problems, ...(error !== undefined && { error }) });
    focusInvalid(form.current);
  };
  const attemptTo = async (request: Request) => {
    setAttempt({ busy: true, problems: {} });
    try {
      const done = await send(request);
      setAttempt({ busy: false, problems: {}, done });
      setTurn((count) => count + 1);
      announce(done);
    } catch (error) {
      refuse(refusals(error), error);
    }
  };
  const submit = (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (attempt.busy) return;
    const request = read(new FormData(event.currentTarget));
    const found = problemsOf(request);
    if (Object.keys(found).length > 0) refuse(found);
    else void attemptTo(request);
  };
  return { form, submit, turn, ...attempt };
}
