import type { TargetedKeyboardEvent } from 'preact';
import { useId } from 'preact/hooks';
import { editorLines, lineAndCharacter, type Piece, type Position } from './editor-lines.ts';

/** What is wrong with a query, and where, if that is known. */
export type QueryProblem = { readonly message: string; readonly position: Position | undefined };

type QueryEditorProps = {
  text: string;
  problem: QueryProblem | undefined;
  onText: (text: string) => void;
  onRun: () => void;
};

const classOf = ({ kind, wrong }: Piece) => `token-${kind}${wrong ? ' token-wrong' : ''}`;

/** The same text as the textarea's, in the same places, drawn with colours, line numbers and what is wrong. */
function Paint({ text, position }: { text: string; position: Position | undefined }) {
  return (
    <div class="editor-paint" aria-hidden="true">
      {editorLines(text, position).map((line, index) => (
        <div key={index} class="editor-line">
          {line.length === 0
            ? '\n'
            : line.map((piece, at) => (
                <span key={at} class={classOf(piece)}>
                  {piece.text}
                </span>
              ))}
        </div>
      ))}
    </div>
  );
}

function problemText(text: string, { message, position }: QueryProblem): string {
  // CloudWatch Logs most often says it itself.
  if (position === undefined || /\bline \d/.test(message)) return message;
  const { line, character } = lineAndCharacter(text, position.start);
  return `Line ${line}, character ${character}: ${message}`;
}

/** Where a query is written; Ctrl+Enter, or ⌘+Enter, runs it. */
export function QueryEditor({ text, problem, onText, onRun }: QueryEditorProps) {
  const id = useId();
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    onRun();
  };
  return (
    <div class="field">
      <label for={id}>Query</label>
      <div class="editor" data-wrong={problem !== undefined}>
        <Paint text={text} position={problem?.position} />
        <textarea
          id={id}
          value={text}
          rows={1}
          spellcheck={false}
          autocapitalize="off"
          autocomplete="off"
          aria-invalid={problem !== undefined}
          aria-describedby={problem === undefined ? `${id}-hint` : `${id}-hint ${id}-problem`}
          onInput={(event) => onText(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
      </div>
      {problem !== undefined && (
        <p class="field-error" id={`${id}-problem`} role="alert">
          {problemText(text, problem)}
        </p>
      )}
      <p class="field-hint" id={`${id}-hint`}>
        In the language of CloudWatch Logs Insights. <kbd>Ctrl</kbd>+<kbd>Enter</kbd> runs it.
      </p>
    </div>
  );
}
