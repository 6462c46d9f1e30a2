import { useStore } from '../state/store.ts';
import { theme, toggleTheme } from '../state/theme.ts';
import { Icon } from '../ui/icon.tsx';

/** The button that switches between light and dark. */
export function ThemeToggle() {
  const other = useStore(theme) === 'dark' ? 'light' : 'dark';
  return (
    <button type="button" class="header-item" aria-label={`Switch to ${other} theme`} onClick={toggleTheme}>
      <Icon name={other === 'dark' ? 'moon' : 'sun'} />
    </button>
  );
}
