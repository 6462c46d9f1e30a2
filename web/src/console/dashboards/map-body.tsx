/** What calls what. */
export function MapBody() {
  return (
    <p class="soft">
      <a href="/ops/map">Show the service map</a>
    </p>
  );
}
