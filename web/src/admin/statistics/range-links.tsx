import { withQuery } from '../frame/page-query.ts';
import { DEFAULT_RANGE, RANGES, type Range } from './days.ts';

const href = (range: Range) => withQuery('/admin', { days: range === DEFAULT_RANGE ? undefined : String(range) });

/** The ranges to choose from, each with an address of its own. */
export function RangeLinks({ range }: { range: Range }) {
  return (
    <nav aria-label="Days shown">
      <ul class="range-links">
        {RANGES.map((each) => (
          <li key={each}>
            <a href={href(each)} aria-current={each === range ? 'true' : undefined}>
              {each} days
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
