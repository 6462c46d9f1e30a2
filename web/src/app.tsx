import './app.css';
import { LocationProvider, Route, Router, useLocation } from 'preact-iso';
import { CartPage } from './pages/cart-page.tsx';
import { CataloguePage } from './pages/catalogue-page.tsx';
import { NotFoundPage } from './pages/not-found-page.tsx';
import { ProductPage } from './pages/product-page.tsx';
import { Announcer } from './shell/announcer.tsx';
import { focusPage } from './shell/focus-page.ts';
import { Footer } from './shell/footer.tsx';
import { Header } from './shell/header.tsx';
import { lazyPage } from './shell/lazy-page.tsx';
import { OfflineBanner } from './shell/offline-banner.tsx';
import { PageBoundary } from './shell/page-boundary.tsx';

const SignInPage = lazyPage(() => import('./pages/sign-in-page.tsx').then((page) => page.SignInPage));
const RegisterPage = lazyPage(() => import('./pages/register-page.tsx').then((page) => page.RegisterPage));
const CheckoutPage = lazyPage(() => import('./pages/checkout-page.tsx').then((page) => page.CheckoutPage));
const OrdersPage = lazyPage(() => import('./pages/orders-page.tsx').then((page) => page.OrdersPage));
const OrderPage = lazyPage(() => import('./pages/order-page.tsx').then((page) => page.OrderPage));
const WalletPage = lazyPage(() => import('./pages/wallet-page.tsx').then((page) => page.WalletPage));
const AccountPage = lazyPage(() => import('./pages/account-page.tsx').then((page) => page.AccountPage));
const AcknowledgePage = lazyPage(() =>
  import('./acknowledge/acknowledge-page.tsx').then((page) => page.AcknowledgePage),
);
const AdminPage = lazyPage(() => import('./pages/admin-page.tsx').then((page) => page.AdminPage));
const DocsPage = lazyPage(() => import('./docs-page/docs-page.tsx').then((page) => page.DocsPage));
const ConsolePage = lazyPage(() => import('./pages/console-page.tsx').then((page) => page.ConsolePage));

function Pages() {
  const { path } = useLocation();
  return (
    <PageBoundary path={path}>
      <Router onRouteChange={focusPage}>
        <Route path="/" component={CataloguePage} />
        <Route path="/products/:id" component={ProductPage} />
        <Route path="/cart" component={CartPage} />
        <Route path="/sign-in" component={SignInPage} />
        <Route path="/register" component={RegisterPage} />
        <Route path="/checkout" component={CheckoutPage} />
        <Route path="/orders" component={OrdersPage} />
        <Route path="/orders/:id" component={OrderPage} />
        <Route path="/wallet" component={WalletPage} />
        <Route path="/account" component={AccountPage} />
        <Route path="/acknowledge" component={AcknowledgePage} />
        <Route path="/admin" component={AdminPage} />
        <Route path="/admin/*" component={AdminPage} />
        <Route path="/docs" component={DocsPage} />
        <Route path="/ops" component={ConsolePage} />
        <Route path="/ops/*" component={ConsolePage} />
        <Route default component={NotFoundPage} />
      </Router>
    </PageBoundary>
  );
}

/** The whole site: the frame that stays, and the page that the address names. */
export function App() {
  return (
    <LocationProvider>
      <a class="skip-link" href="#main">
        Skip to content
      </a>
      <Header />
      <OfflineBanner />
      <main id="main" class="main page-width" tabIndex={-1}>
        <Pages />
      </main>
      <Footer />
      <Announcer />
    </LocationProvider>
  );
}
