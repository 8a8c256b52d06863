import type { Schemas } from '../../api/client.ts';
import { whereOf } from './where-of.ts';
import { worstFirst } from './worst-first.ts';

const words = { zh: '', en: '' };
const alarm = (id: string, given: Partial<Schemas['Alarm']>): Schemas['Alarm'] => ({
  id,
  priority: 2,
  state: 'unacknowledged',
  code: 'UNIT_FAULT',
  message: words,
  response: words,
  consequence: words,
  unit: 'CS-01',
  process: 'coal-sampling/7Q2M4K',
  firstOut: false,
  occurrences: 1,
  raisedAt: '2026-05-04T03:21:00.000Z',
  clearedAt: null,
  acknowledged: null,
  shelved: null,
  ...given,
});

describe('the order of alarms', () => {
  it('is: seen by nobody, priority, first-out, age', () => {
    const late = '2026-05-04T03:22:00.000Z';
    const shuffled = [
      alarm('shelved', { state: 'shelved', priority: 1 }),
      alarm('seen', { state: 'acknowledged', priority: 1 }),
      alarm('gone', { state: 'returned-unacknowledged', priority: 1 }),
      alarm('younger', { raisedAt: late }),
      alarm('first', { raisedAt: late, firstOut: true }),
      alarm('older', {}),
      alarm('urgent', { priority: 1, raisedAt: late }),
    ];
    expect(worstFirst(shuffled).map(({ id }) => id)).toEqual(['urgent', 'first', 'older', 'younger', 'gone', 'seen', 'shelved']);
  });
});

describe('where an alarm leads', () => {
  const all = () => true;
  const kinds = (process: string | null, may: () => boolean, unit: string | null = 'CS-01') =>
    whereOf({ unit, process }, may).map(({ kind, to }) => `${kind} ${to}`);

  it('is the run on its unit and the sample, where the role may see it', () => {
    expect(kinds('coal-sampling/7Q2M4K', all)).toEqual(['run /units/CS-01?run=coal-sampling%2F7Q2M4K', 'sample /samples/7Q2M4K']);
    expect(kinds('coal-sampling/7Q2M4K', () => false)).toEqual(['run /units/CS-01?run=coal-sampling%2F7Q2M4K']);
  });

  it('is work of people, and nothing for what names no sample', () => {
    expect(kinds('sample-handling/P1', all, null)).toEqual(['handling /work/handlings/sample-handling%2FP1']);
    expect(kinds('setup-checks/CS-01', all)).toEqual(['setup /work/setups/setup-checks%2FCS-01']);
    expect([...kinds('plant-unit/CS-01', all), ...kinds(null, all)]).toEqual([]);
  });
});
