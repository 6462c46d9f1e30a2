import { FILTER_EXAMPLES } from './filter-examples.ts';

/** What can be asked, each example to be taken over. */
export function FilterHelp({ onTake }: { onTake: (expression: string) => void }) {
  return (
    <details class="filter-help">
      <summary>Help with filter expressions</summary>
      <ul class="filter-examples">
        {FILTER_EXAMPLES.map(({ expression, finds }) => (
          <li key={expression}>
            <button type="button" class="filter-example" onClick={() => onTake(expression)}>
              <code>{expression}</code>
            </button>{' '}
            <span class="soft">{finds}</span>
          </li>
        ))}
      </ul>
      <p class="soft">
        Keywords are compared by =, !=, &lt;, &lt;=, &gt; and &gt;=, texts also by CONTAINS, BEGINSWITH and ENDSWITH.
        AND binds stronger than OR; ! negates. Services go by the names in the list: work that a function does for a
        trace that began elsewhere has the function’s short name.
      </p>
    </details>
  );
}
