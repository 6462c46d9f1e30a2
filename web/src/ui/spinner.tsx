import './spinner.css';

/** A small turning ring the size of the text beside it; decoration only, so say in words what is going on. */
export function Spinner() {
  return <span class="spinner" aria-hidden="true" />;
}
