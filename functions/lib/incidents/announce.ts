import { isConditionFailure } from '../condition.ts';
import { pages } from '../entities/page.ts';
import { pageItem } from './commit-change.ts';
import type { OwnNotice } from './notice.ts';
import type { Page } from './page.ts';
import { planNotice } from './plan-pages.ts';
import { planning } from './planning.ts';

/** Whether the page is new. */
async function keep(page: Page, now: number): Promise<boolean> {
  try {
    await pages().create(pageItem(page, now)).go();
    return true;
  } catch (error) {
    if (isConditionFailure(error)) return false;
    throw error;
  }
}

/**
 * Has the function `dispatch` tell a notice to the first contact, by every channel; again with the same id it changes nothing.
 * The function needs `table:PutItem` and the environment of `dispatch`. Gives what it has planned; `now` is epoch milliseconds.
 */
export async function announce(
  { id, severity, title, text, alarm, atOnce = false }: OwnNotice,
  now: number,
): Promise<readonly Page[]> {
  const notice = { about: `notice:${id}`, severity, subject: title, body: text, ...(alarm && { alarm }) };
  const planned = planNotice(notice, atOnce, planning(now));
  const kept = await Promise.all(planned.map((page) => keep(page, now)));
  return planned.filter((_, index) => kept[index]);
}
