import type { FieldMessages } from '../forms/field-messages.ts';
import { FormNotice } from '../forms/form-notice.tsx';
import { Notice } from '../ui/notice.tsx';

type Outcome = { problems: FieldMessages; error?: unknown; done?: string };

/** What became of a form as a whole: done, or why not unless that stands at its fields. */
export function FormOutcome({ problems, error, done }: Outcome) {
  if (done !== undefined) return <Notice tone="good" title={done} />;
  if (error === undefined || Object.keys(problems).length > 0) return null;
  return <FormNotice error={error} />;
}
