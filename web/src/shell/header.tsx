import './header.css';
import { useLocation } from 'preact-iso';
import { roleOf } from '../state/session.ts';
import { cart, session } from '../state/shop.ts';
import { useStore } from '../state/store.ts';
import { Icon } from '../ui/icon.tsx';
import { AccountMenu } from './account-menu.tsx';
import { SearchBox } from './search-box.tsx';
import { ThemeToggle } from './theme-toggle.tsx';

function CartLink() {
  const view = useStore(cart.store);
  const { path } = useLocation();
  const count = view.status === 'ready' ? view.cart.itemCount : 0;
  return (
    <a class="header-item" href="/cart" aria-current={path === '/cart' ? 'page' : undefined}>
      <Icon name="basket" />
      <span class="header-label">Cart</span>
      <span class="header-count" data-empty={count === 0}>
        {count > 99 ? '99+' : count}
        <span class="visually-hidden">{count === 1 ? ' item' : ' items'}</span>
      </span>
    </a>
  );
}

function ConsoleLink() {
  const current = useStore(session.store);
  const { path } = useLocation();
  const role = roleOf(current);
  if (role === undefined || role === 'customer') return null;
  return (
    <a class="header-item" href="/ops" aria-current={path.startsWith('/ops') ? 'page' : undefined}>
      <Icon name="pulse" />
      <span class="header-label">Console</span>
    </a>
  );
}

/** The top of every page: home, search, console (for those who may), theme, account and cart. */
export function Header() {
  return (
    <header class="header">
      <div class="header-row page-width">
        <a class="wordmark" href="/">
          <svg viewBox="0 0 32 32" aria-hidden="true">
            <path class="wordmark-bag" d="M5 11h22l-2.9 13.7a2 2 0 0 1-2 1.6H9.9a2 2 0 0 1-2-1.6L5 11Z" />
            <path class="wordmark-handle" d="M10.5 11a5.5 5.5 0 0 1 11 0" />
          </svg>
          SmallCart
        </a>
        <SearchBox />
        <nav class="header-items" aria-label="Account and cart">
          <ConsoleLink />
          <ThemeToggle />
          <AccountMenu />
          <CartLink />
        </nav>
      </div>
    </header>
  );
}
