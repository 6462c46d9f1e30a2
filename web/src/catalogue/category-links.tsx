import './category-links.css';
import { api } from '../api/api.ts';
import type { Category } from '../api/types.ts';
import { type CatalogueQuery, catalogueHref } from '../state/catalogue-query.ts';
import { useResource } from '../state/use-resource.ts';

const loadCategories = (signal: AbortSignal) =>
  api<{ categories: Category[] }>('/api/categories', { signal }).then(({ categories }) => categories);

/** The catalogue's categories as links that keep words, filters and order; without an answer there is just "All". */
export function CategoryLinks({ query }: { query: CatalogueQuery }) {
  const resource = useResource('categories', loadCategories);
  const categories = resource.status === 'ready' ? resource.data : [];
  const link = (name: string, label: string, count?: number) => (
    <li key={name}>
      <a href={catalogueHref({ ...query, category: name })} aria-current={name === query.category ? 'page' : undefined}>
        {label}
        {count !== undefined && <span class="number soft">{count}</span>}
      </a>
    </li>
  );
  return (
    <nav class="categories" aria-label="Categories">
      <ul class="categories-list">
        {link('', 'All')}
        {categories.map(({ name, count }) => link(name, name, count))}
      </ul>
    </nav>
  );
}
