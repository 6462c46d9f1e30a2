import { describeStorm } from '../support/storm/describe-storm.ts';

describeStorm('2,000 checkouts through crashes', {
  ...{ checkouts: 2_000, shoppers: 500, products: 50, seed: 2_000 },
  disasters: [
    [0.1, 'worker'],
    [0.2, 'database'],
    [0.3, 'system'],
    [0.4, 'worker'],
    [0.5, 'database'],
    [0.6, 'system'],
    [0.7, 'worker'],
    [0.8, 'database'],
    [0.9, 'system'],
    [0.95, 'worker'],
  ],
});
