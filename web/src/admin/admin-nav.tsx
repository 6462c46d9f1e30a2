import type { Role } from '../api/types.ts';
import { type AdminRoute, adminRoute, maySee } from './admin-route.ts';

const SECTIONS = [
  { href: '/admin', label: 'Overview', pages: ['overview'] },
  { href: '/admin/orders', label: 'Orders', pages: ['orders', 'order'] },
  { href: '/admin/reviews', label: 'Reviews', pages: ['reviews'] },
  { href: '/admin/products', label: 'Products', pages: ['products', 'product', 'new-product'] },
  { href: '/admin/items', label: 'Inventory', pages: ['items', 'item', 'new-item'] },
  { href: '/admin/users', label: 'Users', pages: ['users', 'user'] },
  { href: '/admin/jobs', label: 'Jobs', pages: ['jobs'] },
  { href: '/admin/audit', label: 'Audit log', pages: ['audit'] },
] as const satisfies readonly { href: string; label: string; pages: readonly AdminRoute['page'][] }[];

/** The sections that somebody of a role may see. */
export function AdminNav({ role, page }: { role: Role; page: AdminRoute['page'] }) {
  return (
    <nav class="admin-nav" aria-label="Administration">
      <ul class="admin-sections">
        {SECTIONS.filter(({ href }) => maySee(role, adminRoute(href))).map(({ href, label, pages }) => (
          <li key={href}>
            <a href={href} aria-current={pages.some((each) => each === page) ? 'page' : undefined}>
              {label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
