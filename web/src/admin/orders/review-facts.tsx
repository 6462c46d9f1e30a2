import { countryName } from '../../checkout/countries.ts';
import type { AdminOrder } from '../admin-api.ts';
import { ruleWords } from './order-words.ts';

/** Why an order is held, and where it is to go. */
export function ReviewFacts({ order }: { order: AdminOrder }) {
  return (
    <>
      <ul class="review-rules">
        {order.fraudRules.map((rule) => (
          <li key={rule}>{ruleWords(rule)}</li>
        ))}
      </ul>
      {order.shipping && (
        <p class="soft">{`Goes to ${order.shipping.city}, ${countryName(order.shipping.country)}.`}</p>
      )}
    </>
  );
}
