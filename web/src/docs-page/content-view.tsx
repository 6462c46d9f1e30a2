import type { Content } from './api-document.ts';
import { SchemaView } from './schema-view.tsx';

function Example({ value, of }: { value: unknown; of: string }) {
  return (
    <>
      <p class="docs-label">Example</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <section class="docs-code" tabIndex={0} aria-label={`Example of ${of}`}>
        <pre>
          <code>{JSON.stringify(value, null, 2)}</code>
        </pre>
      </section>
    </>
  );
}

type ContentProps = {
  content: Content;
  names: ReadonlySet<string>;
  /** What it is the body of, in words. */
  of: string;
};

/** What a body looks like, by media type. */
export function ContentView({ content, names, of }: ContentProps) {
  return (
    <>
      {Object.entries(content).map(([type, { schema, example }]) => (
        <div key={type} class="docs-content">
          <p>
            <code>{type}</code>
          </p>
          {schema && <SchemaView schema={schema} names={names} />}
          {example !== undefined && <Example value={example} of={of} />}
        </div>
      ))}
    </>
  );
}
