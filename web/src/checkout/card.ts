/** The digits of what was typed. */
export const digits = (typed: string): string => typed.replace(/\D/g, '');

/** A card number in groups of four, as it is printed on the card. */
export function formatCardNumber(typed: string): string {
  return digits(typed)
    .slice(0, 19)
    .replace(/(\d{4})(?=\d)/g, '$1 ');
}

/** An expiry as MM/YY while it is being typed; deleting the slash must be possible. */
export function formatExpiry(typed: string): string {
  const [month, year] = [digits(typed).slice(0, 2), digits(typed).slice(2, 4)];
  return year === '' ? month : `${month}/${year}`;
}

/** Whether a card number's check digit fits (ISO/IEC 7812-1, Luhn), which catches every single mistyped digit. */
export function isCardNumber(number: string): boolean {
  if (!/^\d{12,19}$/.test(number)) return false;
  const sum = [...number].toReversed().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 0 ? 1 : 2);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

/** Whether an expiry is a month and a year; whether it has passed is for the payment service to say. */
export function isExpiry(expiry: string): boolean {
  return /^(0[1-9]|1[0-2])\/\d{2}$/.test(expiry);
}
