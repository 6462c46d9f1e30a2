/** An expression that CloudWatch would refuse: names the position (1-based character) and the reason. */
export class MathError extends Error {
  readonly reason: string;
  readonly position: number;

  constructor(reason: string, position: number) {
    super(`${reason} (at character ${position + 1})`);
    this.name = 'MathError';
    this.reason = reason;
    this.position = position;
  }
}
