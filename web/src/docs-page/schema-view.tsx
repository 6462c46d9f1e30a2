import type { Schema } from './api-document.ts';
import { choicesOf, kindOf, type Member, membersOf, rulesOf } from './describe-schema.ts';
import { Inline } from './prose.tsx';

/** The name of a component inside a kind, as a link to where it is told. */
function Kind({ schema, names }: { schema: Schema; names: ReadonlySet<string> }) {
  const words = kindOf(schema).split(/(\w+)/);
  return (
    <span class="schema-kind">
      {words.map((word, index) =>
        names.has(word) ? (
          <a key={`${index}-${word}`} href={`#schema-${word}`}>
            {word}
          </a>
        ) : (
          word
        ),
      )}
    </span>
  );
}

type SchemaProps = { schema: Schema; names: ReadonlySet<string> };

/** What a schema allows, in a line. */
export function SchemaLine({ schema, names }: SchemaProps) {
  return (
    <>
      <Kind schema={schema} names={names} />
      {rulesOf(schema).map((rule) => (
        <span key={rule} class="soft">
          , {rule}
        </span>
      ))}
    </>
  );
}

function Members({ members, names }: { members: readonly Member[]; names: ReadonlySet<string> }) {
  if (members.length === 0) return null;
  return (
    <ul class="schema-members">
      {members.map(({ name, schema, required }) => (
        <li key={name}>
          <code>{name}</code>
          {!required && <span class="soft"> (optional)</span>}{' '}
          {schema.description !== undefined && <Inline text={schema.description} />}
          <SchemaView schema={schema} names={names} />
        </li>
      ))}
    </ul>
  );
}

function Choices({ choices, names }: { choices: readonly Schema[]; names: ReadonlySet<string> }) {
  if (choices.length === 0) return null;
  return (
    <ol class="schema-members">
      {choices.map((choice, index) => (
        <li key={`${index}-${kindOf(choice)}`}>
          <SchemaView schema={choice} names={names} />
        </li>
      ))}
    </ol>
  );
}

/** What a schema allows, with its members and theirs; other components are linked to. */
export function SchemaView({ schema, names }: SchemaProps) {
  return (
    <div class="schema">
      <p>
        <SchemaLine schema={schema} names={names} />
      </p>
      <Members members={membersOf(schema)} names={names} />
      <Choices choices={choicesOf(schema)} names={names} />
    </div>
  );
}
