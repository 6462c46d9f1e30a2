import type { Alarm } from '../../../../functions/ops/responses.ts';

/** An alarm by its title, which leads to it. */
export function AlarmLink({ to: { name, title } }: { to: Pick<Alarm, 'name' | 'title'> }) {
  return <a href={`/ops/alarms/${encodeURIComponent(name)}`}>{title}</a>;
}
