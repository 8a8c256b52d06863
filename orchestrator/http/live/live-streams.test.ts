import type { Reading, UnitSnapshot } from '../../../plc-adapters/unit-driver.ts';
import { instant, unitId } from '../../../workflows/kernel/brand.ts';
import { roles } from '../../services/contract.ts';
import type { Role } from '../../services/contract.ts';
import { collections } from '../../views/projection.ts';
import { liveEvents } from '../schemas/live.ts';
import type { LiveEvents } from '../schemas/live.ts';
import { liveRig } from '../testing/live.fixture.ts';
import type { Sink } from './live-stream.ts';
import { topics } from './topics.ts';

const start = new Date('2026-05-04T03:21:00.000Z');
const reading = (value: Reading['value'], more: Partial<Reading> = {}): Reading => ({
  value,
  quality: 'good',
  sourceTime: instant('2026-05-04T03:20:58.000Z'),
  ...more,
});
const unit = (readings: UnitSnapshot['readings'], more: Partial<UnitSnapshot> = {}): UnitSnapshot => ({
  unit: unitId('CS-01'),
  readAt: instant(start.toISOString()),
  live: true,
  reason: null,
  readings,
  ...more,
});
const shown = { 'Act.Flow': reading(812.5), 'Act.Mass': reading(3), 'Cmd.SampleId': reading('4A7K') };

interface Told {
  readonly event: keyof LiveEvents;
  readonly id: number | null;
  readonly data: Record<string, unknown>;
}

/** Reads what a stream writes as a browser would, each event by its schema; takes nothing while it is blocked. */
function openReader() {
  let text = '';
  const state = { blocked: false, ended: false, destroyed: false };
  const sink: Sink = {
    get writableNeedDrain() {
      return state.blocked;
    },
    write: (more) => (text += more),
    end: () => (state.ended = true),
    destroy: () => (state.destroyed = true),
  };
  const heard = (): readonly Told[] => {
    const blocks = text.split('\n\n').filter(Boolean);
    text = '';
    return blocks.map((block) => {
      const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1];
      const event = field('event') as keyof LiveEvents;
      const data: unknown = JSON.parse(field('data') ?? '');
      const exact = liveEvents.shape[event].strict().parse(data);
      return { event, id: field('id') === undefined ? null : Number(field('id')), data: exact };
    });
  };
  return { sink, state, heard };
}

describe('the stream', () => {
  const given = (snapshots: readonly UnitSnapshot[] = [unit(shown)]) => {
    const clock = { now: start };
    const rig = liveRig(() => clock.now, snapshots);
    let sessions = 0;
    const open = (
      role: Role,
      after: number | null = null,
      expiresAt = new Date(start.getTime() + 3_600_000),
    ) => {
      const reader = openReader();
      const id = `session ${(sessions += 1)}`;
      const session = { id, expiresAt, caller: { id: role, name: role, roles: [role] } };
      const { close } = rig.live.open(session, after, () => reader.sink);
      return { ...reader, id, close };
    };
    return { ...rig, clock, open };
  };
  const names = (told: readonly Told[]) => told.map(({ event }) => event);
  const serverTime = start.toISOString();

  it('greets with the position and shows all units, without what identifies a sample', () => {
    const { open } = given();
    expect(open('sampler').heard()).toEqual([
      { event: 'hello', id: 7, data: { position: 7, serverTime, build: '0.0.0-test', resumed: false } },
      {
        event: 'values',
        id: null,
        data: {
          serverTime,
          units: {
            'CS-01': {
              live: true,
              reason: null,
              readings: {
                'Act.Flow': { value: 812.5, quality: 'good', stale: false, sourceTime: shown['Act.Flow'].sourceTime },
                'Act.Mass': { value: 3, quality: 'good', stale: false, sourceTime: shown['Act.Mass'].sourceTime },
              },
            },
          },
        },
      },
    ]); // prettier-ignore
  });

  it('tells what changed of the units, once however often it changed, and nothing else', () => {
    const { open, show, pass } = given();
    const reader = open('officer');
    reader.heard();
    show(unit({ ...shown, 'Act.Flow': reading(900), 'Cmd.SampleId': reading('9ZZZ') }));
    show(unit({ ...shown, 'Act.Flow': reading(950) }));
    pass(200);
    const [told, ...others] = reader.heard();
    expect(others).toEqual([]);
    expect(told).toMatchObject({
      event: 'values',
      data: { units: { 'CS-01': { readings: { 'Act.Flow': { value: 950 } } } } },
    });
    expect(JSON.stringify(told)).not.toContain('Act.Mass');
    show(unit({ ...shown, 'Act.Flow': reading(950), 'Cmd.SampleId': reading('8YYY') }));
    pass(1_800);
    expect(reader.heard()).toEqual([]);
  });

  it('shows no value as current once the unit is silent, for none of its tags', () => {
    const { open, show, pass } = given();
    const reader = open('sampler');
    reader.heard();
    show(unit(shown, { live: false, reason: 'heartbeat-lost' }));
    pass(200);
    const gone = { value: null, quality: 'good', stale: true };
    expect(reader.heard()[0]?.data).toMatchObject({
      units: {
        'CS-01': {
          live: false,
          reason: 'heartbeat-lost',
          readings: { 'Act.Flow': { ...gone, lastKnown: 812.5 }, 'Act.Mass': { ...gone, lastKnown: 3 } },
        },
      },
    });
  });

  it('beats every two seconds when there is nothing else to tell', () => {
    const { open, pass } = given();
    const reader = open('analyst');
    expect(names(reader.heard())).toEqual(['hello']);
    pass(1_800);
    expect(reader.heard()).toEqual([]);
    pass(200);
    expect(reader.heard()).toEqual([{ event: 'beat', id: null, data: { serverTime } }]);
    pass(10_000);
    expect(names(reader.heard())).toEqual(['beat', 'beat', 'beat', 'beat', 'beat']);
  });

  it('tells which lists changed, together, and no more', () => {
    const { open, project, pass } = given();
    const reader = open('officer');
    reader.heard();
    project('coal-sampling/47K9', { collection: collections.runs, doc: { sampleCode: '47K9' } });
    project('plant-unit/CS-01');
    project('coal-sampling/47K9', { collection: collections.runs, doc: {} });
    pass(200);
    expect(reader.heard()).toEqual([
      { event: 'changed', id: 10, data: { position: 10, topics: ['runs', 'units', 'schedule'] } },
    ]);
    pass(1_000);
    expect(reader.heard()).toEqual([]);
  });

  it('goes on from where the reader was, and says so when it cannot', () => {
    const { open, project } = given();
    project('coal-sampling/47K9', { collection: collections.runs, doc: {} });
    project('certificate/1', { collection: collections.certificates, doc: {} });
    const resumedAt = (after: number) =>
      open('officer', after)
        .heard()
        .map(({ data }) => data['resumed'] ?? data['topics'] ?? 'values');
    expect(resumedAt(7)).toEqual([true, ['runs', 'certificates'], 'values']);
    expect(resumedAt(8)).toEqual([true, ['certificates'], 'values']);
    expect(resumedAt(9)).toEqual([true, 'values']);
    expect(resumedAt(6)).toEqual([false, 'values']);
    expect(resumedAt(10)).toEqual([false, 'values']);
  });

  it('tells each role of its own: lists it may read, stages it may see, units if it may list them', () => {
    const { open, project, pass } = given();
    const readers = roles.map((role) => [role, open(role)] as const);
    expect(
      readers.filter(([, { heard }]) => names(heard()).includes('values')).map(([role]) => role),
    ).toEqual(['sampler', 'preparer', 'custodian', 'officer', 'administrator']);
    const changes: readonly (readonly [string, string, object?])[] = [
      ['coal-sampling/47K9', collections.runs],
      ['coal-preparation/8M2Q', collections.runs],
      ['plant-unit/CS-01', collections.alarms, { process: 'plant-unit/CS-01' }],
      ['alarm-desk/desk', collections.alarms, { process: 'coal-preparation/8M2Q' }],
      ['consignment/D-1', collections.alarms, { process: null }],
      ['consignment/D-1', collections.consignments],
      ['assay/Z3', collections.assays],
      ['blind-sample/Z4', collections.blindSamples],
      ['transport/T1', collections.carriages],
      ['sample-handling/8M2Q', collections.handlings],
      ['customs-client/gacc', collections.pulls],
    ];
    const told = Object.fromEntries(roles.map((role) => [role, [] as string[]]));
    for (const [process, collection, doc = {}] of changes) {
      project(process, { collection, doc });
      pass(200);
      for (const [role, { heard }] of readers)
        for (const { event, data } of heard())
          if (event === 'changed') told[role]?.push(`${process} ${String(data['topics'])}`);
    }
    const plant = ['plant-unit/CS-01 units,schedule,alarms'];
    expect(told['sampler']).toEqual(['coal-sampling/47K9 runs', ...plant, 'transport/T1 carriages']);
    expect(told['preparer']).toEqual([
      'coal-preparation/8M2Q runs',
      ...plant,
      'alarm-desk/desk alarms',
      'transport/T1 carriages',
      'sample-handling/8M2Q handlings',
    ]);
    expect(told['analyst']).toEqual(['assay/Z3 bench', 'transport/T1 carriages']);
    expect(told['reviewer']).toEqual(['assay/Z3 bench', 'transport/T1 carriages']);
    expect(told['signatory']).toEqual(['consignment/D-1 consignments']);
    expect(told['administrator']).toEqual([
      'coal-sampling/47K9 runs',
      'coal-preparation/8M2Q runs',
      ...plant,
      'alarm-desk/desk alarms',
      'consignment/D-1 alarms',
      'consignment/D-1 consignments',
      'blind-sample/Z4 blind-controls',
      'transport/T1 carriages',
      'sample-handling/8M2Q handlings',
      'customs-client/gacc customs-clients,pulls',
    ]);
  });

  it('says no word that is not a topic', () => {
    const { open, project, pass } = given();
    const reader = open('administrator');
    for (const collection of Object.values(collections))
      project('consignment/ZQMARK', { collection, doc: { process: null } });
    pass(200);
    const changed = reader.heard().find(({ event }) => event === 'changed');
    expect(topics).toEqual(expect.arrayContaining(changed?.data['topics'] as string[]));
    expect(JSON.stringify(changed)).not.toContain('ZQMARK');
  });

  it('keeps for a slow reader each tag once, and lets go of one who takes nothing for ten seconds', () => {
    const { open, show, project, pass, awake } = given();
    const reader = open('sampler');
    reader.heard();
    reader.state.blocked = true;
    for (const flow of [1, 2, 3]) {
      show(unit({ ...shown, 'Act.Flow': reading(flow) }));
      project('plant-unit/CS-01');
      pass(200);
    }
    expect(reader.heard()).toEqual([]);
    reader.state.blocked = false;
    pass(200);
    const [changed, values, ...others] = reader.heard();
    expect(changed?.data).toEqual({ position: 10, topics: ['units', 'schedule'] });
    expect(values?.data).toMatchObject({ units: { 'CS-01': { readings: { 'Act.Flow': { value: 3 } } } } });
    expect(JSON.stringify(values)).not.toContain('Act.Mass');
    expect(others).toEqual([]);

    reader.state.blocked = true;
    pass(10_000);
    expect(reader.state.destroyed).toBe(false);
    pass(200);
    expect(reader.state.destroyed).toBe(true);
    expect(awake()).toBe(false);
  });

  it('ends with its session: when it expires, and when it is logged out', () => {
    const { open, pass, clock, live, awake } = given();
    const short = open('sampler', null, new Date(start.getTime() + 1_000));
    const long = open('sampler');
    for (const { heard } of [short, long]) heard();
    clock.now = new Date(start.getTime() + 1_000);
    pass(200);
    expect(short.heard()).toEqual([{ event: 'end', id: null, data: { reason: 'expired' } }]);
    expect({ short: short.state.ended, long: long.state.ended }).toEqual({ short: true, long: false });
    live.endSession(long.id);
    expect(long.heard()).toEqual([{ event: 'end', id: null, data: { reason: 'logged-out' } }]);
    expect({ ended: long.state.ended, awake: awake() }).toEqual({ ended: true, awake: false });
  });

  it('has room for twenty of one person, and nobody is looked after who has gone', () => {
    const { open, awake } = given();
    const readers = Array.from({ length: 20 }, () => open('sampler'));
    expect(() => open('sampler')).toThrow(
      expect.objectContaining({ refusal: expect.objectContaining({ code: 'STREAMS_TOO_MANY' }) }),
    );
    open('officer').close();
    readers.pop()?.close();
    readers.push(open('sampler'));
    expect(awake()).toBe(true);
    for (const { close } of readers) close();
    expect(awake()).toBe(false);
  });

  it('ends when the server stops, also for who comes too late', () => {
    const { open, live, awake } = given();
    const reader = open('sampler');
    live.stop();
    expect(reader.heard().at(-1)).toMatchObject({ event: 'end', data: { reason: 'server-stopping' } });
    expect(names(open('sampler').heard())).toEqual(['hello', 'values', 'end']);
    expect(awake()).toBe(false);
  });
});
