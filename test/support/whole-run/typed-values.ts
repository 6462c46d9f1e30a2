/** Everything personal or secret that people type in during a whole run; each is distinctive enough to be found again. */
export const TYPED = {
  email: 'quokka.private@example.com',
  leavingEmail: 'quoll.leaving@example.com',
  name: 'Quirina Privateperson',
  newName: 'Quentin Renamedperson',
  password: 'quokka-password-31415',
  newPassword: 'quokka-changed-16180',
  wrongPassword: 'quokka-wrong-27182',
  noEmail: 'not-an-address-quokka',
  recipient: 'Quasimodo Recipient',
  street: '77 Quicksilver Alley',
  city: 'Quebradillas',
  postcode: 'QX9 7ZZ',
  card: '4242424242424242',
  declinedCard: '4000000000000002',
  slowCard: '4000000000000119',
  foreignCard: '4000008260000000',
  badCard: '4111222233334444',
  expiry: '11/38',
  cvc: '7531',
  search: 'quokka soft toy',
  path: 'quokka/in.a.path',
  token: 'quokka-token-that-nobody-was-ever-given',
  agent: 'QuokkaBrowser/14142',
  referrer: 'https://quokka.example/letters?to=quirina',
  upload: 'quokka-in-a-picture',
  message: 'quokka-in-a-message',
} as const;

export const SHIPPING = {
  name: TYPED.recipient,
  street: TYPED.street,
  city: TYPED.city,
  postcode: TYPED.postcode,
  country: 'NL',
} as const;

/** A payment with that card. */
export const byCard = (number: string) => ({ method: 'card', number, expiry: TYPED.expiry, cvc: TYPED.cvc });
