import type { FilterCursor } from './filter-cursor.ts';
import type { ServiceScope } from './filter-scope.ts';
import { syntaxError, type Token } from './filter-tokens.ts';

/** Whether a service is the one that is named. */
export type ServiceTest = (service: Pick<ServiceScope, 'name' | 'type'>) => boolean;

/** Reads a service's name in quotation marks, or `id(name: "…", type: "…", account.id: "…")`, developer guide "id function". */
export function readService(cursor: FilterCursor, accountId: string): ServiceTest {
  const token = cursor.next();
  return token.kind === 'word' && token.value.toLowerCase() === 'id' ? readId(cursor, accountId) : nameTest(token);
}

function nameTest(token: Token): ServiceTest {
  if (token.kind !== 'text') throw syntaxError(token, 'a service name in quotation marks');
  return ({ name }) => name === token.value;
}

/** Reads what follows the word `id`. */
export function readId(cursor: FilterCursor, accountId: string): ServiceTest {
  cursor.expect('(');
  const tests: ServiceTest[] = [];
  do tests.push(readMember(cursor, accountId));
  while (cursor.accept(','));
  cursor.expect(')');
  return (service) => tests.every((test) => test(service));
}

function readMember(cursor: FilterCursor, accountId: string): ServiceTest {
  const member = cursor.next();
  const word = member.value.toLowerCase();
  if (word !== 'name' && word !== 'type' && word !== 'account.id')
    throw syntaxError(member, 'name, type or account.id');
  cursor.expect(':');
  const token = cursor.next();
  if (token.kind !== 'text') throw syntaxError(token, 'a value in quotation marks');
  return word === 'account.id' ? () => token.value === accountId : (service) => service[word] === token.value;
}
