import { DatabaseSync } from 'node:sqlite';
import { beforeEach, describe, expect, it } from 'vitest';
import { createUnitOfWork, type UnitOfWork } from '../../../../local/cloudwatch/alarms/unit-of-work.ts';
import { inTransaction } from '../../../../local/store.ts';

let database: DatabaseSync;
let memory: string[];
let told: string[];
let errors: unknown[];
let unit: UnitOfWork;

beforeEach(() => {
  database = new DatabaseSync(':memory:');
  database.exec('CREATE TABLE word (text TEXT)');
  memory = [];
  told = [];
  errors = [];
  unit = createUnitOfWork(
    (work) => inTransaction(database, work),
    (error) => errors.push(error),
  );
});

/** Writes a word in the database and in memory, and tells it afterwards. */
function write(text: string): void {
  database.prepare('INSERT INTO word VALUES (?)').run(text);
  memory.push(text);
  unit.onRollback(() => void memory.splice(memory.indexOf(text), 1));
  unit.onStored(() => void told.push(text));
}

function fail(): never {
  throw new Error('no');
}

const stored = (): unknown[] =>
  database
    .prepare('SELECT text FROM word')
    .all()
    .map(({ text }) => text);

describe('a unit of work', () => {
  it('is stored, and only then told', () => {
    unit.run(() => {
      write('a');
      expect(told).toEqual([]);
    });
    expect([stored(), memory, told]).toEqual([['a'], ['a'], ['a']]);
  });

  it('that fails leaves nothing, in the database, in memory or with anybody', () => {
    const work = (): void => {
      write('a');
      unit.run(() => write('b'));
      fail();
    };
    expect(() => unit.run(work)).toThrow('no');
    expect([stored(), memory, told]).toEqual([[], [], []]);
  });

  it('goes on after a part that failed', () => {
    unit.run(() => {
      write('a');
      const part = (): void => {
        write('b');
        fail();
      };
      expect(() => unit.run(part)).toThrow('no');
      write('c');
    });
    expect([stored(), memory, told]).toEqual([
      ['a', 'c'],
      ['a', 'c'],
      ['a', 'c'],
    ]);
  });

  it('leaves nothing when the database does not take it in the end', () => {
    const refusing = createUnitOfWork(
      (work) => {
        work();
        fail();
      },
      (error) => errors.push(error),
    );
    const work = (): void => {
      memory.push('a');
      refusing.onRollback(() => void memory.pop());
      refusing.onStored(() => void told.push('a'));
    };
    expect(() => refusing.run(work)).toThrow('no');
    expect([memory, told]).toEqual([[], []]);
  });

  it('tells what fails afterwards, which stops nothing', () => {
    unit.run(() => {
      unit.onStored(fail);
      write('a');
    });
    expect([told, errors.map(String)]).toEqual([['a'], ['Error: no']]);
  });

  it('alone has a rollback and an end', () => {
    expect(() => unit.onStored(() => {})).toThrow('there is no work to be a part of');
  });
});
