import './docs-page.css';
import { useState } from 'preact/hooks';
import { api } from '../api/api.ts';
import { useResource } from '../state/use-resource.ts';
import { ErrorState } from '../ui/error-state.tsx';
import { Field } from '../ui/field.tsx';
import { Loading, Skeleton } from '../ui/skeleton.tsx';
import { useTitle } from '../ui/use-title.ts';
import type { ApiDocument } from './api-document.ts';
import { Disclosure } from './disclosure.tsx';
import { listOperations, type OperationGroup } from './list-operations.ts';
import { OperationView } from './operation-view.tsx';
import { Prose } from './prose.tsx';
import { SchemaView } from './schema-view.tsx';
import { useHash } from './use-hash.ts';

type DocumentProps = { document: ApiDocument };

function Group({ group, document, hash }: DocumentProps & { group: OperationGroup; hash: string }) {
  const names = new Set(Object.keys(document.components.schemas));
  return (
    <section class="docs-group">
      <h2>{group.name}</h2>
      <p class="soft">{group.description}</p>
      {group.operations.map((listed) => {
        const { operationId } = listed.operation;
        return (
          <OperationView
            key={operationId}
            listed={listed}
            document={document}
            names={names}
            named={hash === operationId}
          />
        );
      })}
    </section>
  );
}

function Schemas({ document, hash }: DocumentProps & { hash: string }) {
  const { schemas } = document.components;
  const names = new Set(Object.keys(schemas));
  return (
    <section class="docs-group">
      <h2>Schemas</h2>
      {Object.entries(schemas).map(([name, schema]) => (
        <Disclosure key={name} id={`schema-${name}`} named={hash === `schema-${name}`} summary={<code>{name}</code>}>
          {() => <SchemaView schema={schema} names={names} />}
        </Disclosure>
      ))}
    </section>
  );
}

function Operations({ document }: DocumentProps) {
  const [search, setSearch] = useState('');
  const hash = useHash();
  const groups = listOperations(document, search);
  const count = groups.reduce((sum, { operations }) => sum + operations.length, 0);
  return (
    <>
      <Field label="Find an operation" hint="By its path, or words of what it does">
        {(control) => (
          <input
            {...control}
            type="search"
            value={search}
            autocomplete="off"
            onInput={(event) => setSearch(event.currentTarget.value)}
          />
        )}
      </Field>
      <p role="status" class="docs-count soft">
        {count === 1 ? '1 operation' : `${count} operations`}
      </p>
      {groups.map((group) => (
        <Group key={group.name} group={group} document={document} hash={hash} />
      ))}
      <Schemas document={document} hash={hash} />
    </>
  );
}

/** The API's document, to be read by people. */
export function DocsPage() {
  useTitle('API');
  const resource = useResource('/openapi.json', (signal) => api<ApiDocument>('/openapi.json', { signal }));
  return (
    <div class="docs">
      <header class="page-head">
        <h1>API</h1>
        {resource.status === 'ready' && <Prose text={resource.data.info.description} />}
        <p>
          The same for machines, as an OpenAPI 3.1 document:{' '}
          {/* No page of the site: with a target, the router lets it be. */}
          <a href="/openapi.json" target="_top">
            openapi.json
          </a>
        </p>
      </header>
      {resource.status === 'failed' && <ErrorState error={resource.error} onRetry={resource.reload} />}
      {resource.status === 'loading' && (
        <Loading what="the API’s document">
          <Skeleton height="20rem" />
        </Loading>
      )}
      {resource.status === 'ready' && <Operations document={resource.data} />}
    </div>
  );
}
