import { describeStorm } from '../support/storm/describe-storm.ts';

describeStorm('200 checkouts through crashes', {
  ...{ checkouts: 200, shoppers: 50, products: 50, seed: 4 },
  disasters: [
    [0.2, 'worker'],
    [0.4, 'database'],
    [0.6, 'system'],
    [0.8, 'worker'],
  ],
});
