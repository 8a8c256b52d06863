import { packMl } from '../plant-unit/messages.ts';
import type { PlantState } from '../plant-unit/messages.ts';
import type { LineView } from './line-readings.ts';
import { reconcileInLine } from './reconcile-in-line.ts';
import type { LineAction, LineJournal } from './reconcile-in-line.ts';

type Shown = PlantState | 'unknown';
type Sample = LineJournal['sample'];
type Place = LineView['place'];

/** Columns of the table: states that are treated alike. */
const columns: readonly (readonly Shown[])[] = [
  ['Execute'],
  ['Suspended'],
  ['Held'],
  ['Idle'],
  ['Stopped', 'Completed'],
  ['Aborted'],
  ['Stopping', 'Aborting', 'Clearing', 'Resetting'],
  ['Starting', 'Holding', 'Unholding', 'Suspending', 'Unsuspending', 'Completing'],
  ['unknown'],
];

const w = 'await-line';
const each = (action: LineAction): readonly LineAction[] => [action, action, action, action, action, action, action, action, w];
const restart = ['start', 'reset', 'clear'] as const;
const looks = ['look', 'look', 'look'] as const;
const waits = [w, w, w] as const;
const records = each('await-records');
const lookAnyway = each('look');
const finish: readonly LineAction[] = [...each('finish').slice(0, -1), 'finish'];

/** Nobody else's material in the line, or a person has looked: every action of a row in the order of the columns. */
const free: readonly LineAction[] = ['load', w, w, ...restart, w, w, w];
const occupied: readonly LineAction[] = ['await-infeed', w, w, ...restart, w, w, w];
const part: readonly LineAction[] = ['load', w, 'adopt-held', ...restart, w, w, w];
const whole: readonly LineAction[] = ['adopt', 'adopt', 'adopt-held', ...restart, w, 'adopt', w];
const afterLook: Readonly<Record<Sample, Readonly<Record<Place, readonly LineAction[]>>>> = {
  'not-ordered': { free, occupied, part: lookAnyway, in: lookAnyway },
  ordered: { free, occupied, part, in: whole },
  partly: { free: lookAnyway, occupied: lookAnyway, part, in: whole },
  'in-line': { free: records, occupied: records, part: lookAnyway, in: whole },
  through: { free: finish, occupied: finish, part: finish, in: finish },
};

/** Nobody has looked; a row without our material differs by whether another's is there. */
const freeBehindOthers: readonly LineAction[] = ['load', w, w, ...waits, w, w, w];
const occupiedUnseen: readonly LineAction[] = ['await-infeed', w, w, ...waits, w, w, w];
const partUnseen: readonly LineAction[] = ['load', w, 'adopt-held', ...looks, 'look', w, w];
const wholeUnseen: readonly LineAction[] = ['adopt', 'adopt', 'adopt-held', ...looks, 'look', 'adopt', w];
const unseen: Readonly<Record<Sample, Readonly<Record<Place, readonly LineAction[]>>>> = {
  'not-ordered': { free: freeBehindOthers, occupied: occupiedUnseen, part: lookAnyway, in: lookAnyway },
  ordered: { free: freeBehindOthers, occupied: occupiedUnseen, part: partUnseen, in: wholeUnseen },
  partly: { free: lookAnyway, occupied: lookAnyway, part: partUnseen, in: wholeUnseen },
  'in-line': { free: records, occupied: records, part: lookAnyway, in: wholeUnseen },
  through: afterLook.through,
};

const samples = Object.keys(afterLook) as readonly Sample[];
const places = ['free', 'occupied', 'part', 'in'] as const;

const actions = (sample: Sample, place: Place, looked: boolean, others: boolean): readonly (readonly [Shown, LineAction])[] =>
  columns.flatMap((states) =>
    states.map(
      (shown) => [shown, reconcileInLine({ sample, looked }, { state: shown === 'unknown' ? null : shown, place, others })] as const,
    ),
  );
const expected = (row: readonly LineAction[]) => columns.flatMap((states, i) => states.map((shown) => [shown, row[i]]));

describe('a run that finds the line it shares', () => {
  it('has a column for every state of PackML and for an unknown one', () => {
    expect([...columns.flat()].sort()).toEqual([...Object.keys(packMl), 'unknown'].sort());
  });

  const rows = samples.flatMap((sample) => places.map((place) => [sample, place] as const));

  it.each(rows)('journal %s, our sample %s, after a person has looked', (sample, place) => {
    for (const others of [true, false]) expect(actions(sample, place, true, others)).toEqual(expected(afterLook[sample][place]));
  });

  it.each(rows)('journal %s, our sample %s, another’s material in the line, nobody has looked', (sample, place) => {
    expect(actions(sample, place, false, true)).toEqual(expected(unseen[sample][place]));
  });

  // With the infeed occupied there is another's material.
  it.each(rows.filter(([, place]) => place !== 'occupied'))(
    'journal %s, our sample %s, nothing else in the line, nobody has looked',
    (sample, place) => {
      const alone = place === 'free' && (sample === 'not-ordered' || sample === 'ordered') ? afterLook : unseen;
      expect(actions(sample, place, false, false)).toEqual(expected(alone[sample][place]));
    },
  );
});
