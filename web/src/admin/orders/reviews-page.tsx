import './orders.css';
import { usePages } from '../../state/use-pages.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Money } from '../../ui/money.tsx';
import { MoreButton } from '../../ui/more-button.tsx';
import { Time } from '../../ui/time.tsx';
import { type AdminOrder, adminApi } from '../admin-api.ts';
import { IdLink } from '../frame/id-link.tsx';
import { Loaded } from '../frame/loaded.tsx';
import { PageHead } from '../frame/page-head.tsx';
import { DecideReview } from './decide-review.tsx';
import { METHOD_WORDS } from './order-words.ts';
import { ReviewFacts } from './review-facts.tsx';

function Review({ order, onChanged }: { order: AdminOrder; onChanged: () => void }) {
  return (
    <li>
      <Card
        title={
          <>
            Order <IdLink id={order.id} />
          </>
        }
        actions={
          <b>
            <Money cents={order.totalCents} currency={order.currency} />
          </b>
        }
        class="review"
      >
        <p class="soft">
          <Time at={order.createdAt} />, {METHOD_WORDS[order.paymentMethod].toLowerCase()}, customer{' '}
          <IdLink id={order.userId} />
        </p>
        <ReviewFacts order={order} />
        <p>{order.lines.map(({ quantity, name }) => `${quantity} × ${name}`).join(', ')}</p>
        <DecideReview order={order} onDecided={onChanged} onRefused={onChanged} />
      </Card>
    </li>
  );
}

/** Orders that fraud rules have held until a person decides, oldest first. */
export function ReviewsPage() {
  const resource = usePages('reviews', adminApi.reviews);
  return (
    <>
      <PageHead title="Fraud reviews" actions={<Button onClick={resource.reload}>Look again</Button>}>
        Orders that a rule has held. Nothing is sent before somebody decides; the oldest stand first.
      </PageHead>
      <Loaded resource={resource} what="reviews">
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title="Nothing to decide">No order waits for a review.</EmptyState>
          ) : (
            <>
              <ul class="reviews">
                {items.map((order) => (
                  <Review key={order.id} order={order} onChanged={resource.reload} />
                ))}
              </ul>
              <MoreButton more={resource.more} older={resource.older}>
                Show more reviews
              </MoreButton>
            </>
          )
        }
      </Loaded>
    </>
  );
}
