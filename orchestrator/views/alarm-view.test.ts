import { loadAlarmCatalogue } from '../../config/alarms/load.ts';
import { instant, processId } from '../../workflows/kernel/brand.ts';
import { suspicionOfBoot } from '../../workflows/sampler-run/suspicion.ts';
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
    effects: [],
  };
};
const active = (value: string, context: object) => ({ value, context, status: 'active' });
const certificate = (daysLeft: number, whose = 'plc') => ({ whose, subject: 'CN=PLC A', validTo: '2026-05-01T00:00:00.000Z', daysLeft });
const unit = (changed: object = {}) =>
  entry(
    'plant-unit',
    'plant-unit/CS-01',
    active('serving', {
      unit: 'CS-01',
      live: true,
      reason: null,
      faultCode: 0,
      faultFirstOut: 0,
      unattributed: 0,
      gaps: [],
      programChanges: 0,
      clockDrift: 0,
      certificates: [certificate(365)],
      ...changed,
    }),
  );
const run = (state: string, reason: string | null = null) =>
  entry('coal-sampling', 'coal-sampling/S1', active(state, { order: { sampler: 'CS-01' }, reason }));
const stored = (project: Projection, projected: Projected) =>
  project(projected).map(({ doc, index }) => ({ ...(doc as StoredAlarm), index }));

const catalogue = loadAlarmCatalogue();
const project = (open: readonly StoredAlarm[] = []) => projectAlarms(open, catalogue);
/** What a person did, as the desk's entry has it. */
const attended = (event: object): Projected => ({
  ...entry('alarm-desk', 'alarm-desk/site', active('open', { shelved: [] })),
  input: { id: 'a', at: instant('2026-03-05T09:00:00.000Z'), actor: { kind: 'person', id: 'li' }, event: { type: '', ...event } },
});

describe('an alarm', () => {
  it.each([
    ['UNIT_NOT_LIVE', { live: false, reason: 'link-lost' }],
    ['UNIT_FAULT', { faultCode: 4001 }],
    ['CLOCK_DRIFT', { clockDrift: -12 }],
    ['CERTIFICATE_EXPIRES', { certificates: [certificate(59)] }],
  ])('%s is raised once, and calls until its cause is gone and somebody acknowledged it', (code, cause) => {
    const alarms = project();
    expect(stored(alarms, unit())).toEqual([]);
    const [raised] = stored(alarms, unit(cause));
    if (!raised) throw new Error('no alarm');
    expect(raised).toMatchObject({ index: 'open', code, unit: 'CS-01', process: 'plant-unit/CS-01', clearedAt: null, occurrences: 1 });
    expect(alarmView(raised).state).toBe('unacknowledged');
    expect(stored(alarms, unit(cause))).toEqual([]);
    const gone = unit();
    expect(stored(alarms, gone)).toMatchObject([{ id: raised.id, index: 'open', clearedAt: gone.input.at }]);
    const [normal] = stored(alarms, attended({ type: 'alarm.acknowledged', alarm: raised.id }));
    expect(normal).toMatchObject({ id: raised.id, index: 'closed/2026-03-05', acknowledged: { id: 'li' } });
    expect(stored(alarms, unit(cause))[0]?.id).not.toBe(raised.id);
  });

  it('of a certificate tells whose it is and until when; calls again, more urgently, when it has expired', () => {
    const alarms = project();
    expect(stored(alarms, unit({ certificates: [certificate(60)] }))).toEqual([]);
    const [raised] = stored(alarms, unit({ certificates: [certificate(57)] }));
    expect(raised).toMatchObject({ code: 'CERTIFICATE_EXPIRES', priority: 3, occurrences: 1 });
    expect(raised?.message.en).toBe('The certificate of the PLC of CS-01 (CN=PLC A) expires on 2026-05-01.');
    expect(stored(alarms, unit({ certificates: [certificate(56)] }))).toEqual([]);
    expect(stored(alarms, unit({ certificates: [certificate(-1)] }))).toMatchObject([{ id: raised?.id, priority: 2, occurrences: 2 }]);
    const [ours] = stored(project(), unit({ certificates: [certificate(365), certificate(1, 'ours')] }));
    expect(ours?.message.en).toBe('Our certificate for CS-01 (CN=PLC A) expires on 2026-05-01.');
  });

  it('that was acknowledged closes when its cause is gone', () => {
    const alarms = project();
    const [raised] = stored(alarms, unit({ live: false }));
    const [seen] = stored(alarms, attended({ type: 'alarm.acknowledged', alarm: raised?.id }));
    expect(seen && alarmView(seen).state).toBe('acknowledged');
    expect(stored(alarms, attended({ type: 'alarm.acknowledged', alarm: raised?.id }))).toEqual([]);
    expect(stored(alarms, unit())).toMatchObject([{ index: 'closed/2026-03-05' }]);
  });

  it('that comes back before anybody saw it is the same alarm, raised twice', () => {
    const alarms = project();
    const [raised] = stored(alarms, unit({ live: false }));
    stored(alarms, unit());
    expect(stored(alarms, unit({ live: false }))).toMatchObject([{ id: raised?.id, occurrences: 2, clearedAt: null }]);
  });

  it.each([
    ['RECORD_WITHOUT_SAMPLE', { unattributed: 1 }, { unattributed: 2 }],
    ['PROGRAM_CHANGED', { programChanges: 1 }, { programChanges: 2 }],
    ['RECORDS_LOST', { gaps: [{ from: 1, to: 2 }] }, { gaps: [{ from: 1, to: 2 }, { from: 7, to: 9 }] }],
  ])('%s has happened: it stands until acknowledged, and calls again when it happens again', (code, once, twice) => {
    const alarms = project();
    const [raised] = stored(alarms, unit(once));
    expect(raised).toMatchObject({ code, index: 'open' });
    expect(raised && alarmView(raised).state).toBe('returned-unacknowledged');
    expect(stored(alarms, unit(once))).toEqual([]);
    expect(stored(alarms, unit(twice))).toMatchObject([{ id: raised?.id, occurrences: 2 }]);
    expect(stored(alarms, attended({ type: 'alarm.acknowledged', alarm: raised?.id }))).toMatchObject([{ index: 'closed/2026-03-05' }]);
  });

  it('of a fault is as urgent as the family of its code, and names the fault that came first', () => {
    const [raised] = stored(project(), unit({ faultCode: 1001, faultFirstOut: 4101 }));
    expect(raised).toMatchObject({ priority: 1, response: catalogue.faultFamilies[0]?.response });
    expect(raised?.message.en).toBe('CS-01 reports fault 1001 (emergency stop); first came 4101 (no container left).');
    const [unknown] = stored(project(), unit({ faultCode: 9999 }));
    expect(unknown).toMatchObject({ priority: 2, response: catalogue.conditions.UNIT_FAULT.response });
  });

  it('calls again when the fault becomes another one', () => {
    const alarms = project();
    const [raised] = stored(alarms, unit({ faultCode: 2001 }));
    stored(alarms, attended({ type: 'alarm.acknowledged', alarm: raised?.id }));
    expect(stored(alarms, unit({ faultCode: 1001 }))).toMatchObject([{ id: raised?.id, priority: 1, acknowledged: null, occurrences: 2 }]);
  });

  it('is first-out when nothing else stands at its unit', () => {
    const alarms = project();
    expect(stored(alarms, unit({ live: false, faultCode: 2001 })).map(({ code, firstOut }) => [code, firstOut])).toEqual([
      ['UNIT_NOT_LIVE', true],
      ['UNIT_FAULT', false],
    ]);
  });

  it('on the shelf does not call until its time is over or somebody takes it down', () => {
    const alarms = project();
    const [raised] = stored(alarms, unit({ live: false }));
    const [shelved] = stored(alarms, attended({ type: 'alarm.shelved', alarm: raised?.id, minutes: 60, reason: 'cable work' }));
    expect(shelved).toMatchObject({ shelved: { id: 'li', until: '2026-03-05T10:00:00.000Z', reason: 'cable work' } });
    expect(shelved && alarmView(shelved).state).toBe('shelved');
    const [back] = stored(alarms, attended({ type: 'shelf.over', alarm: raised?.id }));
    expect(back && alarmView(back).state).toBe('unacknowledged');
  });

  it.each(['held', 'blocked', 'interrupted'])('tells that a run is %s and waits for an operator, with the reason', (state) => {
    const alarms = project();
    expect(stored(alarms, run('sampling'))).toEqual([]);
    const [raised] = stored(alarms, run(state, 'fault 4001'));
    expect(raised).toMatchObject({ code: 'RUN_WAITS_FOR_OPERATOR', unit: 'CS-01', process: 'coal-sampling/S1' });
    expect(raised?.message.en).toContain('fault 4001');
    const gone = run('sampling');
    expect(stored(alarms, gone)).toMatchObject([{ id: raised?.id, clearedAt: gone.input.at }]);
  });

  it('tells that a sample is doubted, and by what', () => {
    const doubted = entry('coal-sampling', 'coal-sampling/S1', active('sampling', { order: { sampler: 'CS-01' }, reason: null, suspicions: [suspicionOfBoot] }));
    const [raised] = stored(project(), doubted);
    expect(raised).toMatchObject({ code: 'SAMPLE_SUSPECT', priority: 3 });
    expect(raised?.message.en).toContain(suspicionOfBoot.en);
  });

  it('of a unit that was never connected is raised when its driver says so, not when the unit begins', () => {
    const alarms = project();
    const never = { live: false, reason: 'never-connected' };
    const told = unit(never);
    const event = { type: 'plant.link', ...never };
    expect(stored(alarms, { ...told, input: { ...told.input, event: { type: 'process.start' } } })).toEqual([]);
    expect(stored(alarms, unit({ ...never, certificates: [certificate(365), certificate(364, 'ours')] }))).toEqual([]);
    const [raised] = stored(alarms, { ...told, input: { ...told.input, event } });
    expect(raised).toMatchObject({ code: 'UNIT_NOT_LIVE', unit: 'CS-01' });
    expect(raised?.message.en).toContain('never connected');
    expect(stored(alarms, unit(never))).toEqual([]);
    expect(stored(alarms, unit())).toMatchObject([{ id: raised?.id, clearedAt: expect.any(String) }]);
  });

  it('that was open before a restart goes on after it, not raised again', () => {
    const [raised] = stored(project(), unit({ live: false }));
    if (!raised) throw new Error('no alarm');
    const again = project([raised]);
    expect(stored(again, unit({ live: false }))).toEqual([]);
    expect(stored(again, unit())).toMatchObject([{ id: raised.id }]);
  });

  it('does not let its condition out of the house', () => {
    const [raised] = stored(project(), unit({ live: false }));
    expect(raised && Object.keys(alarmView(raised))).not.toEqual(expect.arrayContaining(['condition']));
    expect(raised?.id).toMatch(/^UNIT_NOT_LIVE-\d+$/);
  });
});

describe('a process on hold', () => {
  const hold = { code: 'STEP_FAILED', message: 'MV EASTERN HARVEST 021520261000004821' } as const;

  it.each(['consignment', 'certificate', 'certificate-register', 'customs-client', 'some-later-definition'])(
    'of the kind %s is not named, and neither is what its error says',
    (definition) => {
      const alarms = project();
      const held = entry(
        definition,
        `${definition}/021520261000004821.1`,
        active('working', { order: { sampler: 'CS-01' } }),
        hold,
      );
      const [raised] = stored(alarms, held);
      if (!raised) throw new Error('no alarm');
      const shown = JSON.stringify(alarmView(raised));
      expect(shown).not.toMatch(/0215|EASTERN|CS-01/);
      expect(raised).toMatchObject({ process: null, id: `PROCESS_ON_HOLD-${held.position}` });
      expect(
        stored(alarms, entry(definition, `${definition}/021520261000004821.1`, active('working', {}))),
      ).toMatchObject([{ id: raised.id}]);
    },
  );

  it('of two that know the cargo are told apart', () => {
    const alarms = project();
    const held = (id: string) =>
      stored(alarms, entry('consignment', id, active('working', {}), hold))[0]?.id;
    expect(held('consignment/D1.1')).not.toBe(held('consignment/D2.1'));
    expect(held('consignment/D1.1')).toBeUndefined();
  });

  it('of the plant is named with its cause', () => {
    const [raised] = stored(
      project(),
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
    expect(stored(project(), entry('assay', 'assay/A1', null, hold))).toMatchObject([
      { code: 'PROCESS_ON_HOLD', process: 'assay/A1' },
    ]);
  });
});
