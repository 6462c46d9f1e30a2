import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type OpenedConsole, openConsole, panel, section } from './support/console.ts';
import { recordDeployments } from './support/deployments.ts';

let opened: OpenedConsole;

beforeAll(async () => {
  opened = await openConsole();
});

afterAll(() => opened?.close());

describe('deployments', () => {
  test('before the first, the page says how to make one', async () => {
    const { page, context } = await opened.asAdmin({ viewport: { width: 360, height: 800 } });
    await page.goto('/ops');
    await section(page, 'Deployments').click();
    await page.getByRole('heading', { name: 'Nothing has been deployed yet' }).waitFor();
    await page.getByText('npm run deploy -- --stage local').waitFor();
    await context.close();
  });

  test('one that runs is shown live, one that is over with its steps and checks, and charts say when it was', async () => {
    const { page, context, complaints } = await opened.asAdmin();
    const { served, deployed, running } = await recordDeployments(opened.site);
    await page.goto('/ops/deployments');
    await page.getByText(`Deploying ${running}: build`).waitFor();
    const steps = page.getByRole('list', { name: 'Steps of the deployment' });
    expect(await steps.getByText('Waiting').count()).toBe(2);
    const row = page.getByRole('row').filter({ hasText: 'Serves' });
    await row.getByRole('link', { name: deployed }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('Every step succeeded.').waitFor();
    expect(new URL(page.url()).pathname).toBe(`/ops/deployments/${served}`);
    expect(await steps.getByRole('listitem').count()).toBe(5);
    await page.getByRole('link', { name: 'The overview around it' }).click();
    await page.getByText('This is how it was until').waitFor();
    const asTable = page.getByRole('button', { name: 'Requests as a table' });
    await asTable.click();
    await panel(page, 'Requests').getByRole('cell', { name: deployed }).waitFor();
    await asTable.click();
    await page.getByRole('link', { name: 'Show now' }).click();
    await page.getByText('This is how it was until').waitFor({ state: 'detached' });
    await panel(page, 'Requests')
      .getByRole('img', { name: `Deployed: ${deployed} at` })
      .waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });
});
