let first = true;

/** Whether this is the first invocation of its execution environment; true once. */
export function coldStart(): boolean {
  const answer = first;
  first = false;
  return answer;
}
