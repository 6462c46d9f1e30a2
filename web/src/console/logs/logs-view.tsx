import './logs.css';
import { lookQuery } from '../time-range.ts';
import { PatternSearch } from './pattern-search.tsx';
import { QueryPage, type QueryPageProps } from './query-page.tsx';

const PATTERN = 'pattern';

/** Whether an address asks for the simple search: it says so, or names a filter pattern. */
function isPattern({ search, filter }: Readonly<Record<string, string>>): boolean {
  return search === PATTERN || Boolean(filter);
}

function Modes({ pattern, look }: { pattern: boolean; look: URLSearchParams }) {
  const modes = [
    { label: 'Query', own: !pattern, query: look },
    { label: 'Simple search', own: pattern, query: new URLSearchParams([...look, ['search', PATTERN]]) },
  ];
  return (
    <nav class="log-modes" aria-label="How to look for log lines">
      {modes.map(({ label, own, query }) => (
        <a key={label} href={`/ops/logs?${query}`} aria-current={own ? 'page' : undefined}>
          {label}
        </a>
      ))}
    </nav>
  );
}

/** Log lines, by queries of Logs Insights or by a filter pattern. */
export function LogsView({ settings, address, onAddress }: QueryPageProps) {
  const pattern = isPattern(address);
  const { functions = '', filter = '' } = address;
  return (
    <>
      <Modes pattern={pattern} look={lookQuery(address)} />
      {pattern ? (
        <PatternSearch
          settings={settings}
          query={{ functions, filter }}
          onQuery={(query) => onAddress({ ...query, search: PATTERN })}
        />
      ) : (
        <QueryPage settings={settings} address={address} onAddress={onAddress} />
      )}
    </>
  );
}
