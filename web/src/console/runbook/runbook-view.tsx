import './runbook.css';
import { useMemo } from 'preact/hooks';
import type { Alarm, Alarms } from '../../../../functions/ops/responses.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Status } from '../../ui/status.tsx';
import { LiveView } from '../live-view.tsx';
import type { Live } from '../use-live.ts';
import { useLive } from '../use-live.ts';
import { Markdown } from './markdown.tsx';
import { parseMarkdown } from './parse-markdown.ts';
import { QueryBlock } from './query-block.tsx';
import { runbookQuery } from './runbook-query.ts';
import { runbookHref, runbookLoader } from './runbook-texts.ts';

type Context = {
  alarms: readonly Alarm[];
  /** Unknown until the console has heard of it. */
  stage: string | undefined;
  /** The time that the reader looks at. */
  look: URLSearchParams;
};

function AlarmsOf({ name, alarms }: { name: string; alarms: readonly Alarm[] }) {
  const own = alarms.filter(({ runbook }) => runbook === `${name}.md`);
  if (own.length === 0) return null;
  return (
    <ul class="runbook-alarms">
      {own.map((alarm) => (
        <li key={alarm.name}>
          <a href={`/ops/alarms/${encodeURIComponent(alarm.name)}`}>{alarm.title}</a> <Status of={alarm.state} />
        </li>
      ))}
    </ul>
  );
}

function Text({ name, text, alarms, stage, look }: Context & { name: string; text: string }) {
  const blocks = useMemo(() => parseMarkdown(text), [text]);
  const hrefOf = (title: string) => {
    const file = alarms.find((alarm) => alarm.title === title)?.runbook;
    return file === undefined || file === `${name}.md` ? undefined : runbookHref(file, look);
  };
  return (
    <article class="runbook">
      <Markdown
        blocks={blocks}
        hrefOf={hrefOf}
        code={(block) => {
          const query = runbookQuery(block, stage);
          return query === undefined ? (
            <pre class="raw-text">{block.text}</pre>
          ) : (
            <QueryBlock query={query} look={look} />
          );
        }}
      />
    </article>
  );
}

type RunbookViewProps = Omit<Context, 'alarms'> & { name: string; alarms: Live<Alarms> };

function Loaded({ name, load, alarms, ...context }: RunbookViewProps & { load: () => Promise<string> }) {
  const live = useLive(`runbook ${name}`, load, { intervalMs: 0, paused: true });
  const known = alarms.status === 'ready' ? alarms.data.alarms : [];
  return (
    <LiveView live={live} what="the runbook">
      {(text) => (
        <>
          <AlarmsOf name={name} alarms={known} />
          <Text name={name} text={text} alarms={known} {...context} />
        </>
      )}
    </LiveView>
  );
}

/** One runbook: what its alarm means and what to do, its queries ready to be run for the time that the reader looks at. */
export function RunbookView(props: RunbookViewProps) {
  const load = runbookLoader(props.name);
  return (
    <>
      <p>
        <a href="/ops/runbooks">All runbooks</a>
      </p>
      {load === undefined ? (
        <EmptyState title="No such runbook">It may have been renamed, or the address is wrong.</EmptyState>
      ) : (
        <Loaded {...props} load={load} />
      )}
    </>
  );
}
