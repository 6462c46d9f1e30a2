import { useId } from 'preact/hooks';
import type { Content } from './api-document.ts';
import { SchemaView } from './schema-view.tsx';

function Example({ value }: { value: unknown }) {
  const id = useId();
  return (
    <>
      <p id={id} class="docs-label">
        Example
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <section class="docs-code" tabIndex={0} aria-labelledby={id}>
        <pre>
          <code>{JSON.stringify(value, null, 2)}</code>
        </pre>
      </section>
    </>
  );
}

/** What a body looks like, by media type. */
export function ContentView({ content, names }: { content: Content; names: ReadonlySet<string> }) {
  return (
    <>
      {Object.entries(content).map(([type, { schema, example }]) => (
        <div key={type} class="docs-content">
          <p>
            <code>{type}</code>
          </p>
          {schema && <SchemaView schema={schema} names={names} />}
          {example !== undefined && <Example value={example} />}
        </div>
      ))}
    </>
  );
}
