/** An expression that CloudWatch would refuse: names the position (1-based character) and the cause. */
export class MathError extends Error {
  readonly position: number;

  constructor(cause: string, position: number) {
    super(`${cause} (at character ${position + 1})`);
    this.name = 'MathError';
    this.position = position;
  }
}
