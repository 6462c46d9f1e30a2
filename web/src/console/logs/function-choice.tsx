import { useId } from 'preact/hooks';

type FunctionChoiceProps = {
  all: readonly string[];
  /** Ids of those chosen; all of them where it is empty. */
  chosen: readonly string[];
  onChange: (chosen: readonly string[]) => void;
};

function words(all: readonly string[], chosen: readonly string[]): string {
  if (chosen.length === 0 || chosen.length === all.length) return 'All functions';
  return chosen.length <= 3 ? chosen.join(', ') : `${chosen.length} functions`;
}

/** Chooses whose log lines are looked at. */
export function FunctionChoice({ all, chosen, onChange }: FunctionChoiceProps) {
  const heading = useId();
  const toggle = (id: string) =>
    onChange(
      chosen.includes(id)
        ? chosen.filter((each) => each !== id)
        : all.filter((each) => each === id || chosen.includes(each)),
    );
  return (
    <div class="field">
      <span class="field-name" id={heading}>
        Functions
      </span>
      <details class="function-choice">
        <summary class="input" aria-describedby={heading}>
          {words(all, chosen)}
        </summary>
        <fieldset>
          <legend class="visually-hidden">Functions whose lines are looked at</legend>
          <label>
            <input type="checkbox" checked={chosen.length === 0} onChange={() => onChange([])} />
            All functions
          </label>
          {all.map((id) => (
            <label key={id}>
              <input type="checkbox" checked={chosen.includes(id)} onChange={() => toggle(id)} />
              {id}
            </label>
          ))}
        </fieldset>
      </details>
    </div>
  );
}
