import { readSecrets } from '../../../local/secrets.ts';
import { advance } from '../control.ts';
import { recordReport } from '../record-report.ts';
import type { RunningSystem } from '../running-system.ts';
import { administer, finish, makeDearProduct, review } from './administering.ts';
import { tellOfDeployments } from './deploying.ts';
import { type Asked, createDrive, type Drive } from './drive.ts';
import { checkHealth, fail, feedRubbish, notifyPeople, runJobs } from './faults.ts';
import { beOnCall } from './on-call.ts';
import { operate } from './operating.ts';
import { comeAndGo, failToEnter, type Person, promote, register, signIn } from './people.ts';
import { putRight } from './putting-right.ts';
import { beRefused, loseTheWay } from './refusals.ts';
import { bringCart, browse, deposit, fillGuestCart, payByCards, payOtherwise, tryCards } from './shopping.ts';
import { troubleTelemetry } from './telemetry-trouble.ts';
import { TYPED } from './typed-values.ts';

/** What a whole run has asked, and what it has given away to nobody: passwords, tokens and keys. */
export type WholeRun = { readonly asked: readonly Asked[]; readonly secrets: readonly string[] };

/** Orders on every way that they can go, until the admin has had the last word. */
async function sell(drive: Drive, { awsUrl }: RunningSystem, admin: Person): Promise<readonly Person[]> {
  const goods = { plain: await browse(drive), dear: await makeDearProduct(admin.ask) };
  const people: Person[] = [];
  for (const email of [TYPED.email, 'second@shop.example', 'third@shop.example'])
    people.push(await register(drive, email));
  const [first, second, third] = people;
  if (!(first && second && third)) throw new Error('Nobody has come.');
  const [cards, others] = await Promise.all([payByCards(first, goods), payOtherwise(second, goods)]);
  await tryCards(third, goods, () => advance(awsUrl, 'PT1M'));
  await review(admin.ask, cards.held, others.held);
  await advance(awsUrl, 'PT2M');
  await finish(admin.ask, cards.bought, cards.held);
  await administer(admin.ask, { productId: goods.dear, userId: third.id });
  return people;
}

/** What a token is besides the user's id. */
const secretOf = (token: string): string => token.split('.').at(-1) ?? token;

/**
 * Drives everything that the shop can do and everything that can go wrong with it: every route of the manifest, every job,
 * every way that emits a metric; values of `TYPED` wherever something is typed.
 */
export async function runEverything(system: RunningSystem): Promise<WholeRun> {
  const { siteUrl, awsUrl } = system;
  const drive = createDrive(siteUrl);
  const { metricsToken, pseudonymKey, linkKey, webhookSecret } = readSecrets(system.dataFolder);
  if (!system.admin) throw new Error('There is no admin.');
  const admin = await signIn(drive, system.admin);
  const people = await sell(drive, system, admin);
  const plain = await browse(drive);
  const guests = [await fillGuestCart(drive, plain), await bringCart(drive, plain, 'second@shop.example')];
  await failToEnter(drive);
  const gone = await comeAndGo(drive, deposit);
  await tellOfDeployments(awsUrl);
  await recordReport(awsUrl);
  await operate(admin.ask, metricsToken);
  await feedRubbish(awsUrl);
  await notifyPeople(awsUrl, 'smallcart-local-storage-full');
  await beOnCall(drive, admin.ask, awsUrl, linkKey);
  const promoted = await promote(drive, awsUrl);
  const careless = await register(drive, 'careless@shop.example');
  await beRefused(drive, careless, admin);
  await loseTheWay(drive);
  await fail(drive, awsUrl);
  await troubleTelemetry(drive, awsUrl);
  await runJobs(awsUrl);
  await advance(awsUrl, 'PT3M');
  await putRight(awsUrl);
  await checkHealth(awsUrl);
  const tokens = [...[...people, admin, promoted, careless].map(({ token }) => token), ...gone, ...guests];
  const { email, password } = system.admin;
  const secrets = [
    ...tokens,
    ...tokens.map(secretOf),
    email,
    password,
    metricsToken,
    pseudonymKey,
    linkKey,
    webhookSecret,
  ];
  return { asked: drive.asked, secrets };
}
