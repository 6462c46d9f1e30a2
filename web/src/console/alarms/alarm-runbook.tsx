import { useMemo } from 'preact/hooks';
import type { Alarm } from '../../../../functions/ops/responses.ts';
import { LiveView } from '../live-view.tsx';
import { Markdown } from '../runbook/markdown.tsx';
import { parseMarkdown } from '../runbook/parse-markdown.ts';
import { runbookHref, runbookLoader } from '../runbook/runbook-texts.ts';
import { useLive } from '../use-live.ts';
import { runbookSummary } from './runbook-summary.ts';

type AlarmRunbookProps = { file: string; alarms: readonly Alarm[]; look: URLSearchParams };

function Summary({ text, alarms, look }: Omit<AlarmRunbookProps, 'file'> & { text: string }) {
  const blocks = useMemo(() => runbookSummary(parseMarkdown(text)), [text]);
  const hrefOf = (title: string) => {
    const file = alarms.find((alarm) => alarm.title === title)?.runbook;
    return file === undefined ? undefined : runbookHref(file, look);
  };
  return <Markdown blocks={blocks} hrefOf={hrefOf} code={() => null} />;
}

function Loaded({ file, load, ...context }: AlarmRunbookProps & { load: () => Promise<string> }) {
  const live = useLive(`runbook ${file}`, load, { intervalMs: 0, paused: true });
  return (
    <LiveView live={live} what="the runbook">
      {(text) => <Summary text={text} {...context} />}
    </LiveView>
  );
}

/** What the alarm's runbook says first, and the way to the rest of it, for the time that one looks at. */
export function AlarmRunbook(props: AlarmRunbookProps) {
  const { file, look } = props;
  const load = runbookLoader(file.replace(/\.md$/, ''));
  return (
    <section class="alarm-part" aria-labelledby="alarm-runbook">
      <h3 id="alarm-runbook">Runbook</h3>
      {load !== undefined && <Loaded key={file} load={load} {...props} />}
      <p>
        <a href={runbookHref(file, look)}>What to do, step by step</a>
      </p>
    </section>
  );
}
