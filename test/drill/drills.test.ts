import { afterAll, describe, expect, it } from 'vitest';
import { drillName } from '../support/drill/drill.ts';
import { drillVerdict } from '../support/drill/drill-verdict.ts';
import { DRILLS, SHOPS } from '../support/drill/drills.ts';
import { runDrills } from '../support/drill/run-drills.ts';

/** More than the two processors that a gate has: some of them wait for what is slow. */
const LANES = 3;
/** All of them together, as the last one waits for the others. */
const PATIENCE = 600_000;

/** In a gate, half of the shops: which, is by its turn, so that a few landings run all of them. All unless a turn is given. */
const { DRILL_TURN: turn } = process.env;
const CHOSEN = SHOPS.filter((_, index) => turn === undefined || index % 2 === Number(turn) % 2);
const THEIRS = DRILLS.filter((drill) => CHOSEN.some((shop) => shop.includes(drill)));

describe('drill: a fault raises exactly the alarms that it proves, each within its promise, and all of them return', () => {
  const { records, over } = runDrills(CHOSEN, LANES, Date.now());
  afterAll(() => over, PATIENCE);

  it.each(THEIRS.map((drill) => [drillName(drill), drill] as const))(
    '%s',
    async (_name, drill) => {
      const record = await records.get(drill);
      expect(record && drillVerdict(record).wrong).toEqual([]);
    },
    PATIENCE,
  );
});
