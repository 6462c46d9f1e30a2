/** Why some of a panel's data is missing, in words of CloudWatch. */
export function Messages({ of }: { of: readonly string[] }) {
  return (
    <>
      {of.map((message) => (
        <p class="panel-message" key={message}>
          {message}
        </p>
      ))}
    </>
  );
}
