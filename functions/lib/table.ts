/** The shop's single table: key schema, indexes and features, as pure data for whoever creates it. */
export const TABLE = {
  partitionKey: 'pk',
  sortKey: 'sk',
  /** Every attribute named here is a string; each index projects all attributes. */
  indexes: [
    { name: 'gsi1', partitionKey: 'gsi1pk', sortKey: 'gsi1sk' },
    { name: 'gsi2', partitionKey: 'gsi2pk', sortKey: 'gsi2sk' },
  ],
  /** Holds epoch seconds after which DynamoDB may delete the item. */
  timeToLiveAttribute: 'expiresAt',
  streamViewType: 'NEW_AND_OLD_IMAGES',
  billingMode: 'PAY_PER_REQUEST',
  pointInTimeRecovery: true,
} as const;
