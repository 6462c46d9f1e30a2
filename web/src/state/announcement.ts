import { createStore } from './store.ts';

/** What the page's live region says; the count makes a repeated message a new one. */
export const announcement = createStore({ message: '', count: 0 });

/** Says something to screen readers without moving the focus. */
export function announce(message: string): void {
  announcement.set({ message, count: announcement.get().count + 1 });
}
