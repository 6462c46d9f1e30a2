import { InvokeCommand } from '@aws-sdk/client-lambda';
import { physicalName } from '../../../monitoring/physical-name.ts';
import { awsClients } from '../aws-clients.ts';
import { putFault, virtualNow } from '../control.ts';
import { deploy } from '../deploy-process.ts';
import type { RunningSystem } from '../running-system.ts';
import { callApi, registerShopper, type Shopper } from '../shopper.ts';
import type { SmallProject } from '../small-project.ts';

/** What there is of each product in the morning. */
const STOCK = 150;
/** Of the invocations, those whose execution environment is lost. */
const CRASHES = { rate: 0.0002 };
/** Requests that DynamoDB throttles and the SDK tries again, for a while. */
const THROTTLING = { rate: 0.005, duration: 'PT20M' };

type Product = { readonly id: string; readonly stock: number; readonly revision: number };

type Keeper = Pick<Shopper, 'token'>;

/** Somebody who may fill the shelves, new at each start: nobody's password is kept for that. */
export async function hireKeeper({ siteUrl, awsUrl }: RunningSystem): Promise<Keeper> {
  const now = await virtualNow(awsUrl);
  const email = `keeper-${now.getTime()}@example.com`;
  const password = 'correct horse battery';
  await registerShopper(siteUrl, email, password);
  const Payload = JSON.stringify({ admin: { email }, time: now.toISOString() });
  await awsClients(awsUrl).lambda.send(new InvokeCommand({ FunctionName: physicalName('local', 'setup'), Payload }));
  // Whose role changes is signed out.
  const login = await callApi<{ token: string }>(siteUrl, 'POST', '/api/auth/login', { email, password });
  if (login.status !== 200) throw new Error(`Signing in answered ${login.status}.`);
  return { token: login.body.token };
}

/** Fills the shelves, as somebody does each morning. */
export async function restock({ siteUrl }: RunningSystem, keeper: Keeper): Promise<void> {
  const headers = { authorization: `Bearer ${keeper.token}` };
  const path = '/api/admin/products';
  const list = await callApi<{ products: Product[] }>(siteUrl, 'GET', `${path}?limit=100`, undefined, headers);
  if (list.status !== 200)
    throw new Error(`Looking at the shelves answered ${list.status}: ${JSON.stringify(list.body)}`);
  const { body } = list;
  for (const { id, stock, revision } of body.products.filter((product) => product.stock < STOCK)) {
    const change = { revision, stockChange: STOCK - stock };
    const { status } = await callApi(siteUrl, 'PUT', `${path}/${id}`, change, headers);
    // Somebody may have bought one meanwhile; there is more tomorrow.
    if (status !== 200 && status !== 409) throw new Error(`Restocking answered ${status}.`);
  }
}

/** Now and then an execution environment is lost. */
export const loseEnvironments = ({ awsUrl }: RunningSystem): Promise<void> =>
  putFault(awsUrl, 'function-crash', CRASHES);

/** A few requests to the table have to be tried again. */
export const throttleALittle = ({ awsUrl }: RunningSystem): Promise<void> =>
  putFault(awsUrl, 'dynamodb-throttling', THROTTLING);

/** Deploys a release that is as good as the one before. */
export async function release({ awsUrl }: RunningSystem, project: SmallProject): Promise<void> {
  await project.commit();
  const { code, output } = await deploy(project, awsUrl);
  if (code !== 0) throw new Error(`A deployment ended with ${code}:\n${output}`);
}
