import './stock-note.css';

/** Stock from which on the exact number is nobody's worry. */
const PLENTY = 6;

/** What a shopper needs to know of the stock: in stock, only so many left, or sold out. */
export function stockText(stock: number): string {
  if (stock <= 0) return 'Sold out';
  return stock < PLENTY ? `Only ${stock} left` : 'In stock';
}

/** The stock in words, coloured when it is low or gone. */
export function StockNote({ stock }: { stock: number }) {
  const level = stock <= 0 ? 'none' : stock < PLENTY ? 'low' : 'plenty';
  return <span class={`stock stock-${level}`}>{stockText(stock)}</span>;
}
