import type { TargetedEvent, TargetedSubmitEvent } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { catalogueHref, readCatalogueQuery } from '../state/catalogue-query.ts';
import { Icon } from '../ui/icon.tsx';

const PAUSE_MS = 250;

/** The catalogue's search: on the catalogue page it searches as one types, elsewhere on Enter; the address holds the words. */
export function SearchBox() {
  const { path, query, route } = useLocation();
  const current = query.search ?? '';
  const [words, setWords] = useState(current);
  const timer = useRef(0);
  useEffect(() => setWords((typed) => (typed.trim() === current ? typed : current)), [current, path]);
  useEffect(() => () => window.clearTimeout(timer.current), [path]);

  const go = (text: string) => {
    window.clearTimeout(timer.current);
    const search = text.trim();
    if (path === '/' && search === current) return;
    const kept = path === '/' ? readCatalogueQuery(query) : {};
    route(catalogueHref({ ...kept, search }), path === '/' && current !== '');
  };
  const type = (event: TargetedEvent<HTMLInputElement>) => {
    const text = event.currentTarget.value;
    setWords(text);
    window.clearTimeout(timer.current);
    if (path === '/') timer.current = window.setTimeout(go, PAUSE_MS, text);
  };
  const submit = (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    go(words);
  };
  return (
    <search class="search">
      <form action="/" onSubmit={submit}>
        <label class="visually-hidden" for="search">
          Search products
        </label>
        <Icon name="search" />
        <input
          id="search"
          name="search"
          type="search"
          placeholder="Search products"
          autocomplete="off"
          maxLength={100}
          enterkeyhint="search"
          value={words}
          onInput={type}
        />
      </form>
    </search>
  );
}
