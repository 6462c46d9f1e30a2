import type { IncidentOverview } from '../../../../functions/ops/incident-responses.ts';
import type { Alarm } from '../../../../functions/ops/responses.ts';
import { incidentsNow, peakWords } from '../incidents/incident-now.ts';
import { Moment } from '../moment.tsx';
import { tellingAlarms } from './telling-alarms.ts';

/** Incidents and alarms that are named; their pages have them all. */
const MOST_NAMED = 4;

const counted = (count: number, what: string) => `${count} ${what}${count === 1 ? '' : 's'}`;

type WrongProps = {
  href: string;
  title: string;
  severity: Alarm['severity'];
  since: string;
  now: string;
  words?: readonly string[];
};

/** One thing that is wrong, and since when. */
function Wrong({ href, title, severity, since, now, words = [] }: WrongProps) {
  return (
    <li data-severity={severity}>
      <a href={href}>{title}</a>{' '}
      <span class="soft">
        since <Moment at={since} now={now} />
        {words.map((word) => `, ${word}`)}
      </span>
    </li>
  );
}

/** Nothing is wrong; alarms may be raised all the same, as long as what they look at has not forgotten what was. */
function Quiet({ alarms }: { alarms: readonly Alarm[] }) {
  const raised = alarms.filter(({ state }) => state === 'ALARM').length;
  if (raised === 0) return <p class="wall-quiet">{`${counted(alarms.length, 'alarm')}, none raised`}</p>;
  return (
    <p class="wall-quiet">
      <a href="/ops/alarms">{`${counted(raised, 'alarm')} raised`}</a>, nobody has to be told
    </p>
  );
}

/** What is wrong by its incidents, which say what the cause is; by the alarms that tell somebody only as long as there is no incident of it. */
export function WhatIsWrong({
  alarms,
  open,
  now,
}: {
  alarms: readonly Alarm[];
  open: readonly IncidentOverview[];
  now: string;
}) {
  const telling = tellingAlarms(alarms);
  if (telling.length + open.length === 0) return <Quiet alarms={alarms} />;
  const named = open.length > 0 ? [] : telling.slice(0, MOST_NAMED);
  const unnamed = telling.length - named.length;
  return (
    <ul class="wall-alarms">
      {incidentsNow(open, alarms)
        .slice(0, MOST_NAMED)
        .map(({ id, title, severity, openedAt, status, was }) => (
          <Wrong
            key={id}
            {...{ href: `/ops/incidents/${id}`, title, severity, since: openedAt, now }}
            words={[
              ...(status === 'acknowledged' ? ['acknowledged'] : []),
              ...(was === undefined ? [] : [peakWords(was, now)]),
            ]}
          />
        ))}
      {open.length > MOST_NAMED && (
        <li>
          <a href="/ops/incidents">{`${open.length - MOST_NAMED} more`}</a>
        </li>
      )}
      {named.map(({ name, title, severity, since }) => (
        <Wrong key={name} {...{ href: `/ops/alarms/${name}`, title, severity, since, now }} />
      ))}
      {unnamed > 0 && (
        <li>
          <a href="/ops/alarms">{open.length > 0 ? `${counted(unnamed, 'alarm')} raised` : `${unnamed} more`}</a>
        </li>
      )}
    </ul>
  );
}
