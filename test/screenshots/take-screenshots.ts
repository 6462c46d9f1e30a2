import { DASHBOARD_IDS } from '../../monitoring/dashboards/panel.ts';
import { launchBrowser } from '../e2e/support/browser.ts';
import { awsClients } from '../support/aws-clients.ts';
import { virtualNow } from '../support/control.ts';
import { openCamera } from './camera.ts';
import { beginStory } from './story.ts';
import { takeWidgetPictures } from './widget-pictures.ts';

/** `npm run screenshots`: the pictures of the README and of docs/, taken of the running system with shoppers in it. */
const story = await beginStory();
const browser = await launchBrowser();
try {
  const { awsUrl } = story.system;
  const camera = openCamera(browser, story.system);
  await camera.take([{ name: 'shop', path: '/', dark: true }], 'guest');
  await story.wellFor();
  const began = await virtualNow(awsUrl);
  const { incident } = await story.fail();
  await camera.take([
    { name: 'console', path: '/ops', dark: true },
    { name: 'incident', path: `/ops/incidents/${incident}`, dark: true },
    { name: 'alarm', path: '/ops/alarms/smallcart-local-high-error-rate' },
    { name: 'faults', path: '/ops/faults' },
  ]);
  await story.recover();
  await takeWidgetPictures(awsClients(awsUrl).cloudwatch, began);
  const trace = await story.orderTrace();
  await camera.take([
    ...DASHBOARD_IDS.map((id) => ({ name: `dashboard-${id}`, path: `/ops/dashboards/${id}` })),
    { name: 'map', path: '/ops/map', dark: true },
    { name: 'trace', path: `/ops/traces/${trace}`, dark: true },
    { name: 'traces', path: '/ops/traces' },
    { name: 'logs', path: '/ops/logs' },
    { name: 'notifications', path: '/ops/notifications' },
    { name: 'objectives', path: '/ops/slos' },
    { name: 'cost', path: '/ops/cost' },
  ]);
} finally {
  await browser.close();
  await story.end();
}
