import { useState } from 'preact/hooks';
import { Badge, type Tone } from '../../ui/badge.tsx';
import { LiveView } from '../live-view.tsx';
import { useLive } from '../use-live.ts';
import { fieldLink } from './field-link.ts';
import { insightsTime } from './histogram.ts';
import { Pages } from './pages.tsx';
import { queriesApi } from './queries-api.ts';
import { exactTime, shownValue } from './result-cell.ts';

type Row = Readonly<Record<string, string>>;

const TONES: Readonly<Record<string, Tone>> = { ERROR: 'bad', CRITICAL: 'bad', WARN: 'warn', INFO: 'info' };

/** Fields that the head of a line shows in places of their own. */
const HEAD = ['@ptr', '@timestamp', 'level', 'message', '@message', 'service'];
/** Fields that lead on, once the line is open. */
const IDS = ['traceId', 'correlationId', 'requestId', 'userId', 'orderId'];
const APART = new Set([...HEAD, ...IDS]);
/** What the whole line below says again, or says to nobody. */
const UNTOLD = /^(@message$|@ptr$|_aws\.)/;
/** Characters of a whole line that its head shows. */
const LONGEST = 240;

function Links({ fields, look }: { fields: Row; look: URLSearchParams }) {
  const links = Object.entries(fields).flatMap(([field, value]) => fieldLink(field, value, look) ?? []);
  if (links.length === 0) return null;
  return (
    <p class="line-links">
      {links.map(({ label, href }) => (
        <a key={label} href={href}>
          {label}
        </a>
      ))}
    </p>
  );
}

function indented(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), undefined, 2);
  } catch {
    return text;
  }
}

function Fields({ fields, look }: { fields: Row; look: URLSearchParams }) {
  const { '@message': message } = fields;
  const told = Object.entries(fields).filter(([field]) => !UNTOLD.test(field));
  return (
    <>
      <Links fields={fields} look={look} />
      <dl class="line-fields">
        {told.map(([field, value]) => (
          <div key={field}>
            <dt>{field}</dt>
            <dd>{field.startsWith('@') ? shownValue(value).text : value}</dd>
          </div>
        ))}
      </dl>
      {message !== undefined && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
        <pre class="raw-text" tabIndex={0}>
          {indented(message)}
        </pre>
      )}
    </>
  );
}

function WholeLine({ pointer, look }: { pointer: string; look: URLSearchParams }) {
  const live = useLive(`line ${pointer}`, queriesApi.record(pointer), { intervalMs: 0, paused: true });
  return (
    <LiveView live={live} what="the line">
      {({ fields }) => <Fields fields={fields} look={look} />}
    </LiveView>
  );
}

function Head({ row }: { row: Row }) {
  const { '@timestamp': at, level, service } = row;
  const said = row.message ?? row['@message'] ?? '';
  const rest = Object.entries(row).filter(([field, value]) => !APART.has(field) && value !== '');
  return (
    <summary class="line-head">
      {at !== undefined && <time class="number">{exactTime(insightsTime(at), 3)}</time>}
      {level !== undefined && (
        <Badge tone={TONES[level] ?? 'neutral'} quiet={level === 'INFO'}>
          {level}
        </Badge>
      )}
      {service !== undefined && <code>{service}</code>}
      {said !== '' && <span class="line-said">{said.slice(0, LONGEST)}</span>}
      {rest.map(([field, value]) => (
        <span key={field} class="line-field">
          <span class="soft">{field}</span> {value}
        </span>
      ))}
    </summary>
  );
}

function Line({ row, look }: { row: Row; look: URLSearchParams }) {
  const [open, setOpen] = useState(false);
  const pointer = row['@ptr'];
  return (
    <li>
      <details class="line" onToggle={(event) => setOpen(event.currentTarget.open)}>
        <Head row={row} />
        {open && (
          <div class="line-whole">
            {pointer === undefined ? <Fields fields={row} look={look} /> : <WholeLine pointer={pointer} look={look} />}
          </div>
        )}
      </details>
    </li>
  );
}

/** Log lines that a query found, each with all of its fields once it is opened. */
export function ResultLines({ rows, look }: { rows: readonly Row[]; look: URLSearchParams }) {
  return (
    <Pages items={rows}>
      {(shown) => (
        <ol class="lines">
          {shown.map((row, index) => (
            <Line key={row['@ptr'] ?? index} row={row} look={look} />
          ))}
        </ol>
      )}
    </Pages>
  );
}
