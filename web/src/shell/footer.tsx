import './footer.css';

/** The bottom of every page: what this shop is, and the ways through it. */
export function Footer() {
  return (
    <footer class="footer">
      <div class="footer-row page-width">
        <p>
          <b>SmallCart</b> is a demonstration shop. Cards are sandbox cards: nobody is charged, and nothing is sent.
        </p>
        <nav aria-label="Shop">
          <ul class="footer-links">
            <li>
              <a href="/">Catalogue</a>
            </li>
            <li>
              <a href="/cart">Cart</a>
            </li>
            <li>
              <a href="/orders">My orders</a>
            </li>
            <li>
              <a href="/docs">API</a>
            </li>
          </ul>
        </nav>
      </div>
    </footer>
  );
}
