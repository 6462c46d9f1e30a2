import * as z from 'zod/mini';
import type { FunctionContract, RouteContract } from '../lib/contract.ts';
import { healthContract } from '../lib/health-contract.ts';
import { adminOrderExample, adminUserExample, auditExample, historyExample } from './answer-examples.ts';
import { AdminOrder, AdminOrderDetail, AdminUser, AuditLogEntry, nextCursor } from './answer-schemas.ts';
import { AuditQuery } from './audit-log.ts';
import { DecisionBody, OrderListQuery, ReviewListQuery, StatusBody } from './order-request.ts';
import { itemContract, productContract } from './product-contract.ts';
import { statisticsContract } from './statistics-contract.ts';
import { LockBody, RoleBody, UserQuery } from './user-request.ts';

const OneUser = z.object({ user: AdminUser }).register(z.globalRegistry, { id: 'OneAdminUser' });
const Users = z.object({ users: z.array(AdminUser), nextCursor }).register(z.globalRegistry, { id: 'AdminUserPage' });
const OneOrder = z.object({ order: AdminOrderDetail }).register(z.globalRegistry, { id: 'OneAdminOrder' });
const Orders = z
  .object({ orders: z.array(AdminOrder), nextCursor })
  .register(z.globalRegistry, { id: 'AdminOrderPage' });
const Reviews = z.object({ reviews: z.array(AdminOrder), nextCursor }).register(z.globalRegistry, { id: 'ReviewPage' });
const AuditLog = z
  .object({ entries: z.array(AuditLogEntry), nextCursor })
  .register(z.globalRegistry, { id: 'AuditLogPage' });

const user = { json: OneUser, example: { user: adminUserExample } } as const;
const order = { json: OneOrder, example: { order: { ...adminOrderExample, history: historyExample } } } as const;

const NO_USER = 'There is no such user.';
const NO_ORDER = 'There is no such order.';
const BUSY = 'Too many change the same things at this moment.';
const OWN = 'It is your own account (`own-account`), or the user has been changed meanwhile (`edited-meanwhile`).';
const NO_ROLE = `${OWN} Or the account is being deleted by its owner (\`being-deleted\`).`;
const UNPAID = 'The payment provider has not paid; the order is as before.';

const people = {
  'GET /api/admin/users': {
    summary: 'Lists users',
    description: 'Newest first; with `email`, the one of that address.',
    query: UserQuery,
    answers: {
      200: { description: 'A page of users.', json: Users, example: { users: [adminUserExample], nextCursor: null } },
    },
  },
  'GET /api/admin/users/{id}': {
    summary: 'Reads a user',
    answers: { 200: { description: 'The user.', ...user } },
    problems: { 404: NO_USER },
  },
  'PUT /api/admin/users/{id}/role': {
    summary: 'Gives a user a role',
    description: 'All their sessions end. A role that they have changes nothing.',
    body: { json: RoleBody, example: { role: 'viewer' } },
    answers: { 200: { description: 'The user as they are now.', ...user } },
    problems: { 404: NO_USER, 409: NO_ROLE, 503: BUSY },
  },
  'PUT /api/admin/users/{id}/lock': {
    summary: 'Locks a user out, or lets them in again',
    description: 'All their sessions end.',
    body: { json: LockBody, example: { locked: true } },
    answers: { 200: { description: 'The user as they are now.', ...user } },
    problems: { 404: NO_USER, 409: OWN, 503: BUSY },
  },
} satisfies Readonly<Record<string, RouteContract>>;

const sales = {
  'GET /api/admin/orders': {
    summary: 'Lists orders of everybody',
    description: 'Newest first: the one of an id, or those of a status, of a user, of a time, or of all of these.',
    query: OrderListQuery,
    answers: {
      200: {
        description: 'A page of orders.',
        json: Orders,
        example: { orders: [adminOrderExample], nextCursor: null },
      },
    },
  },
  'GET /api/admin/orders/{id}': {
    summary: 'Reads anybody’s order',
    answers: { 200: { description: 'The order and its history.', ...order } },
    problems: { 404: NO_ORDER },
  },
  'POST /api/admin/orders/{id}/status': {
    summary: 'Moves an order to another status',
    description:
      'To one of its `moves`. Cancelling and refunding restock the goods; a refund is store credit, a cancelled card payment is released.',
    body: { json: StatusBody, example: { status: 'shipped' } },
    answers: { 200: { description: 'The order as it is now.', ...order } },
    problems: {
      404: NO_ORDER,
      409: 'It cannot get there from what it is now (`order-status`), or its account is deleted (`account-deleted`).',
      502: UNPAID,
      503: BUSY,
    },
  },
  'GET /api/admin/reviews': {
    summary: 'Lists orders that wait for a review',
    description: 'Oldest first.',
    query: ReviewListQuery,
    answers: {
      200: {
        description: 'A page of orders.',
        json: Reviews,
        example: { reviews: [{ ...adminOrderExample, review: 'pending', fraudRules: ['amount'] }], nextCursor: null },
      },
    },
  },
  'POST /api/admin/reviews/{orderId}': {
    summary: 'Decides on an order that waits for a review',
    description:
      'What is approved is paid, but for an invoice, which is still to be paid; what is rejected is cancelled.',
    body: { json: DecisionBody, example: { decision: 'approve' } },
    answers: { 200: { description: 'The order as it is now.', ...order } },
    problems: {
      404: NO_ORDER,
      409: 'It waits for no review any more (`order-status`).',
      502: UNPAID,
      503: BUSY,
    },
  },
} satisfies Readonly<Record<string, RouteContract>>;

const auditLog: RouteContract = {
  summary: 'Lists what admins did',
  description: 'Newest first.',
  query: AuditQuery,
  answers: {
    200: { description: 'A page of entries.', json: AuditLog, example: { entries: [auditExample], nextCursor: null } },
  },
};

/** What admin takes and answers. */
export const adminContract: FunctionContract<'admin'> = {
  ...itemContract,
  ...productContract,
  ...people,
  ...sales,
  ...statisticsContract,
  'GET /api/admin/audit': auditLog,
  'GET /health/admin': healthContract,
};
