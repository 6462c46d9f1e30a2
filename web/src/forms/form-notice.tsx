import { explain } from '../api/explain.ts';
import { Notice } from '../ui/notice.tsx';

/** Why a form was not accepted as a whole: the given words, or else those that fit the error. */
export function FormNotice({
  error,
  words,
}: {
  error: unknown;
  words?: { title: string; detail?: string } | undefined;
}) {
  const { title, detail, requestId } = { ...explain(error), ...words };
  return (
    <Notice tone="bad" title={title}>
      {detail && <p>{detail}</p>}
      {requestId && !words && (
        <p>
          Request <code>{requestId}</code>
        </p>
      )}
    </Notice>
  );
}
