import { readStageSettings } from '../settings/read-stage-settings.ts';
import { monthlyBill } from './bill/monthly-bill.ts';
import { fail } from './fail.ts';

/** Prints the monthly bill of the stage that is named as JSON: deployments ask the code of a release for it, whichever that is. */
const [stage = ''] = process.argv.slice(2);
const { settings, faults = [] } = readStageSettings(stage, process.env);
if (settings === undefined) fail(faults.join('\n'));
process.stdout.write(`${JSON.stringify(monthlyBill(settings))}\n`);
