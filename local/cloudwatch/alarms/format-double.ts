/** A number as CloudWatch's texts write it: at least one decimal, scientific from 10^7 on and below 10^-3. */
export function formatDouble(value: number): string {
  const magnitude = Math.abs(value);
  if (value === 0) return '0.0';
  if (!Number.isFinite(value)) return String(value);
  if (magnitude >= 1e7 || magnitude < 1e-3) return scientific(value);
  const text = String(value);
  return text.includes('.') ? text : `${text}.0`;
}

function scientific(value: number): string {
  const [mantissa = '0', exponent = '0'] = value.toExponential().split('e');
  return `${mantissa.includes('.') ? mantissa : `${mantissa}.0`}E${Number(exponent)}`;
}
