import { browserStorage } from './safe-storage.ts';
import { createStore } from './store.ts';

/** How the pages look; without a choice of the visitor's they follow the system. */
export type Theme = 'light' | 'dark';

/** Shared with public/theme.js, which applies the choice before the first paint. */
const KEY = 'smallcart.theme';

const system = matchMedia('(prefers-color-scheme: dark)');
const systemTheme = (): Theme => (system.matches ? 'dark' : 'light');
const chosen = (): Theme | undefined => {
  const { theme } = document.documentElement.dataset;
  return theme === 'light' || theme === 'dark' ? theme : undefined;
};

/** The theme in effect. */
export const theme = createStore<Theme>(chosen() ?? systemTheme());

system.addEventListener('change', () => theme.set(chosen() ?? systemTheme()));

/** Switches between light and dark; choosing what the system prefers goes back to following it. */
export function toggleTheme(): void {
  const next = theme.get() === 'dark' ? 'light' : 'dark';
  if (next === systemTheme()) {
    delete document.documentElement.dataset.theme;
    browserStorage.removeItem(KEY);
  } else {
    document.documentElement.dataset.theme = next;
    browserStorage.setItem(KEY, next);
  }
  theme.set(next);
}
