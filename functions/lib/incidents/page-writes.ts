import { isConditionFailure } from '../condition.ts';
import { pages } from '../entities/page.ts';
import type { Page, PageKey } from './page.ts';

type Changes = Partial<Omit<Page, keyof PageKey | 'severity'>>;

/**
 * Changes a page as it was read, but for one whose turn has been moved since: false when somebody else has had it.
 */
export async function changePage(page: Page, changes: Changes & Pick<Page, 'status' | 'turnAt'>): Promise<boolean> {
  const { about, kind, contact, channel, reopening = 0 } = page;
  try {
    await pages()
      .patch({ about, kind, contact, channel, reopening })
      .set(changes)
      .where(
        ({ status, turnAt, attempts }, { eq }) =>
          `${eq(status, page.status)} AND ${eq(turnAt, page.turnAt)} AND ${eq(attempts, page.attempts)}`,
      )
      .go();
    return true;
  } catch (error) {
    if (isConditionFailure(error)) return false;
    throw error;
  }
}
