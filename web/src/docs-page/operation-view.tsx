import type { Answer, ApiDocument, Parameter, Reference } from './api-document.ts';
import { ContentView } from './content-view.tsx';
import { referenceName } from './describe-schema.ts';
import { Disclosure } from './disclosure.tsx';
import type { ListedOperation } from './list-operations.ts';
import { Inline, Prose } from './prose.tsx';
import { SchemaLine } from './schema-view.tsx';

type OperationProps = { listed: ListedOperation; document: ApiDocument; names: ReadonlySet<string>; named: boolean };

function isParameter(parameter: Parameter | Reference): parameter is Parameter {
  return 'name' in parameter;
}

function Parameters({ parameters, names }: { parameters: readonly Parameter[]; names: ReadonlySet<string> }) {
  if (parameters.length === 0) return null;
  return (
    <section class="docs-part">
      <h3>Parameters</h3>
      <ul class="docs-list">
        {parameters.map(({ in: place, name, required, description, schema }) => (
          <li key={`${place}-${name}`}>
            <code>{name}</code>{' '}
            <span class="soft">
              in the {place}
              {required ? '' : ', optional'}
            </span>
            {description !== undefined && (
              <p>
                <Inline text={description} />
              </p>
            )}
            <p>
              <SchemaLine schema={schema} names={names} />
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}

function answerOf(answer: Answer | Reference, document: ApiDocument): Answer {
  if (!('$ref' in answer)) return answer;
  return document.components.responses[referenceName(answer.$ref)] ?? { description: '' };
}

function Answers({ listed, document, names }: Omit<OperationProps, 'named'>) {
  return (
    <section class="docs-part">
      <h3>Answers</h3>
      <ul class="docs-list">
        {Object.entries(listed.operation.responses).map(([status, answer]) => {
          const { description, content } = answerOf(answer, document);
          return (
            <li key={status}>
              <p>
                <b class="docs-status">{status}</b> <Inline text={description} />
              </p>
              {status.startsWith('2') && content && (
                <ContentView content={content} names={names} of={`${status} of ${listed.operation.operationId}`} />
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** One operation: a line that opens to everything about it. */
export function OperationView({ listed, document, names, named }: OperationProps) {
  const { method, path, operation } = listed;
  const { operationId, summary, description, parameters = [], requestBody } = operation;
  const line = (
    <>
      <b class={`operation-method operation-${method.toLowerCase()}`}>{method}</b> <code>{path}</code>{' '}
      <span class="operation-summary">{summary}</span>
    </>
  );
  return (
    <Disclosure id={operationId} named={named} summary={line}>
      {() => (
        <>
          {description !== undefined && <Prose text={description} />}
          <Parameters parameters={parameters.filter(isParameter)} names={names} />
          {requestBody && (
            <section class="docs-part">
              <h3>Body</h3>
              {requestBody.description !== undefined && <Prose text={requestBody.description} />}
              <ContentView content={requestBody.content} names={names} of={`the body of ${operationId}`} />
            </section>
          )}
          <Answers listed={listed} document={document} names={names} />
          <p>
            <a href={`#${operationId}`}>Link to {operationId}</a>
          </p>
        </>
      )}
    </Disclosure>
  );
}
