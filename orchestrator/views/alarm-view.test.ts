import { instant, processId } from '../../workflows/kernel/brand.ts';
import { alarmView, projectAlarms } from './alarm-view.ts';
import type { StoredAlarm } from './alarm-view.ts';
import type { Projected, Projection } from './projection.ts';

let position = 0;
const entry = (
  definition: string,
  id: string,
  snapshot: Projected['snapshot'],
  hold: Projected['hold'] = null,
): Projected => {
  position += 1;
  const at = instant(new Date(Date.UTC(2026, 2, 5) + position * 1000).toISOString());
  return {
    process: processId(id),
    definition,
    seq: position,
    position,
    input: { id: `i${position}`, at, actor: { kind: 'system', id: 's' }, event: { type: 'e' } },
    snapshot,
    hold,
  };
};
const active = (value: string, context: object) => ({ value, context, status: 'active' });
const unit = (changed: object = {}) =>
  entry(
    'plant-unit',
    'plant-unit/CS-01',
    active('serving', {
      unit: 'CS-01',
      live: true,
      reason: null,
      faultCode: 0,
      unattributed: 0,
      gaps: [],
      ...changed,
    }),
  );
const run = (state: string, reason: string | null = null) =>
  entry('coal-sampling', 'coal-sampling/S1', active(state, { order: { sampler: 'CS-01' }, reason }));
const stored = (project: Projection, projected: Projected) =>
  project(projected).map(({ doc, index }) => ({ ...(doc as StoredAlarm), index }));

describe('an alarm', () => {
  it.each([
    ['UNIT_NOT_LIVE', { live: false, reason: 'link-lost' }],
    ['UNIT_FAULT', { faultCode: 4001 }],
    ['RECORD_WITHOUT_SAMPLE', { unattributed: 1 }],
    ['RECORDS_LOST', { gaps: [{ from: 1, to: 2 }] }],
  ])('%s is raised once, and cleared under the same id when its cause is gone', (code, cause) => {
    const project = projectAlarms([]);
    expect(stored(project, unit())).toEqual([]);
    const [raised] = stored(project, unit(cause));
    expect(raised).toMatchObject({
      index: 'active',
      code,
      unit: 'CS-01',
      process: 'plant-unit/CS-01',
      clearedAt: null,
    });
    expect(stored(project, unit(cause))).toEqual([]);
    const cleared = unit();
    expect(stored(project, cleared)).toEqual([{ ...raised, index: 'cleared', clearedAt: cleared.input.at }]);
    expect(stored(project, unit(cause))[0]?.id).not.toBe(raised?.id);
  });

  it.each(['held', 'blocked', 'interrupted'])(
    'tells that a run is %s and waits for an operator, with the reason',
    (state) => {
      const project = projectAlarms([]);
      expect(stored(project, run('sampling'))).toEqual([]);
      const [raised] = stored(project, run(state, 'fault 4001'));
      expect(raised).toMatchObject({
        code: 'RUN_WAITS_FOR_OPERATOR',
        unit: 'CS-01',
        process: 'coal-sampling/S1',
      });
      expect(raised?.message.en).toContain('fault 4001');
      expect(stored(project, run('sampling'))).toMatchObject([{ id: raised?.id, index: 'cleared' }]);
    },
  );

  it('that stood before a restart is cleared after it, not raised again', () => {
    const [raised] = stored(projectAlarms([]), unit({ live: false }));
    if (!raised) throw new Error('no alarm');
    const again = projectAlarms([raised]);
    expect(stored(again, unit({ live: false }))).toEqual([]);
    expect(stored(again, unit())).toMatchObject([{ id: raised.id, index: 'cleared' }]);
  });

  it('does not let its condition out of the house', () => {
    const [raised] = stored(projectAlarms([]), unit({ live: false }));
    expect(raised && Object.keys(alarmView(raised)).sort()).toEqual([
      'clearedAt',
      'code',
      'id',
      'message',
      'priority',
      'process',
      'raisedAt',
      'remedy',
      'unit',
    ]);
  });
});

describe('a process on hold', () => {
  const hold = { code: 'STEP_FAILED', message: 'MV EASTERN HARVEST 021520261000004821' } as const;

  it.each(['consignment', 'certificate', 'certificate-register', 'customs-client', 'some-later-definition'])(
    'of the kind %s is not named, and neither is what its error says',
    (definition) => {
      const project = projectAlarms([]);
      const held = entry(
        definition,
        `${definition}/021520261000004821.1`,
        active('working', { order: { sampler: 'CS-01' } }),
        hold,
      );
      const [raised] = stored(project, held);
      if (!raised) throw new Error('no alarm');
      const shown = JSON.stringify(alarmView(raised));
      expect(shown).not.toMatch(/0215|EASTERN|CS-01/);
      expect(raised).toMatchObject({ process: null, id: `PROCESS_ON_HOLD/${held.position}` });
      expect(
        stored(project, entry(definition, `${definition}/021520261000004821.1`, active('working', {}))),
      ).toMatchObject([{ id: raised.id, index: 'cleared' }]);
    },
  );

  it('of two that know the cargo are told apart', () => {
    const project = projectAlarms([]);
    const held = (id: string) =>
      stored(project, entry('consignment', id, active('working', {}), hold))[0]?.id;
    expect(held('consignment/D1.1')).not.toBe(held('consignment/D2.1'));
    expect(held('consignment/D1.1')).toBeUndefined();
  });

  it('of the plant is named with its cause', () => {
    const [raised] = stored(
      projectAlarms([]),
      entry(
        'coal-sampling',
        'coal-sampling/S1',
        active('sampling', { order: { sampler: 'CS-01' }, reason: null }),
        { ...hold, message: 'not a mass' },
      ),
    );
    expect(raised).toMatchObject({ process: 'coal-sampling/S1', unit: 'CS-01' });
    expect(raised?.message.en).toContain('not a mass');
  });

  it('is told even when its very first step failed', () => {
    expect(stored(projectAlarms([]), entry('assay', 'assay/A1', null, hold))).toMatchObject([
      { code: 'PROCESS_ON_HOLD', process: 'assay/A1' },
    ]);
  });
});
