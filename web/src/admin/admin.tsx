import './admin.css';
import { useLocation } from 'preact-iso';
import type { User } from '../api/types.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { AdminNav } from './admin-nav.tsx';
import { type AdminRoute, adminRoute, maySee } from './admin-route.ts';
import { AuditPage } from './audit/audit-page.tsx';
import { PageHead } from './frame/page-head.tsx';
import { ItemPage } from './items/item-page.tsx';
import { ItemsPage } from './items/items-page.tsx';
import { NewItemPage } from './items/new-item-page.tsx';
import { JobsPage } from './jobs/jobs-page.tsx';
import { OrderPage } from './orders/order-page.tsx';
import { OrdersPage } from './orders/orders-page.tsx';
import { ReviewsPage } from './orders/reviews-page.tsx';
import { NewProductPage } from './products/new-product-page.tsx';
import { ProductPage } from './products/product-page.tsx';
import { ProductsPage } from './products/products-page.tsx';
import { StatisticsPage } from './statistics/statistics-page.tsx';
import { UserPage } from './users/user-page.tsx';
import { UsersPage } from './users/users-page.tsx';

function Nothing() {
  return (
    <>
      <PageHead title="Nothing here" />
      <p class="soft">This page of the administration does not exist.</p>
    </>
  );
}

function Forbidden() {
  return (
    <>
      <PageHead title="Not for this account" />
      <EmptyState title="Only administrators see this">
        You may look at the overview and the jobs. An administrator can give your account more.
      </EmptyState>
    </>
  );
}

function View({ route, user }: { route: AdminRoute; user: User }) {
  switch (route.page) {
    case 'overview':
      return <StatisticsPage role={user.role} />;
    case 'orders':
      return <OrdersPage />;
    case 'order':
      return <OrderPage key={route.id} id={route.id} />;
    case 'reviews':
      return <ReviewsPage />;
    case 'products':
      return <ProductsPage />;
    case 'new-product':
      return <NewProductPage />;
    case 'product':
      return <ProductPage key={route.id} id={route.id} />;
    case 'items':
      return <ItemsPage />;
    case 'new-item':
      return <NewItemPage />;
    case 'item':
      return <ItemPage key={route.id} id={route.id} />;
    case 'users':
      return <UsersPage />;
    case 'user':
      return <UserPage key={route.id} id={route.id} me={user.id} />;
    case 'jobs':
      return <JobsPage />;
    case 'audit':
      return <AuditPage />;
    case 'unknown':
      return <Nothing />;
    default:
      return route satisfies never;
  }
}

/** What those who run the shop do to it, and what it counts; whoever shows it has made sure that they may be here. */
export function Admin({ user }: { user: User }) {
  const { path } = useLocation();
  const route = adminRoute(path);
  return (
    <div class="admin">
      <AdminNav role={user.role} page={route.page} />
      <div class="admin-page">{maySee(user.role, route) ? <View route={route} user={user} /> : <Forbidden />}</div>
    </div>
  );
}
