import { decimalString as d } from '../kernel/brand.ts';
import { deadEnds, explore } from '../kernel/testing/explore.ts';
import type { Move } from '../kernel/testing/explore.ts';
import {
  ann,
  because,
  begun,
  bo,
  cai,
  carried,
  parents,
  receive,
  receiveOne,
  refused,
  release,
  released,
  take,
  tube,
} from './transport.fixture.ts';
import type { Carriage } from './transport.fixture.ts';

const codes = ({ context }: Carriage) =>
  context.findings.map(({ container, code }) => `${container} ${code}`);

describe('a carriage', () => {
  it('goes from giver over its carrier to its receiver, and nobody is told anything', () => {
    const end = carried().ask(receive(), cai);
    expect([end.state, codes(end), end.messages()]).toEqual(['received', [], []]);
  });

  it('may go from hand to hand', () => {
    expect(released().ask(receive(), cai).state).toBe('received');
    expect(refused(released({ means: { kind: 'vehicle' } }), receive())).toBe('CARRIER_NOT_NAMED');
  });

  it.each([
    ['another seal on arrival', release(), take(), receive({ seal: 'S-9' }), 'C-1 SEAL_MISMATCH'],
    [
      'another seal at its release',
      release({ seal: 'S-9' }),
      take(),
      receive({ seal: 'S-9' }),
      'C-1 SEAL_MISMATCH',
    ],
    ['less on arrival', release(), take(), receive({ gross_kg: d('1.09') }), 'C-1 MASS_STEP'],
    [
      'more at its release',
      release({ gross_kg: d('1.2') }),
      take(),
      receive({ gross_kg: d('1.2') }),
      'C-1 MASS_STEP',
    ],
    ['one bottle missing', release(), take(), receiveOne, 'C-2 HOLDER_UNKNOWN'],
  ])(
    'with %s is quarantined, and the parent of that container is told',
    (_what, given, taken, arrived, finding) => {
      const end = begun().ask(given, ann).ask(taken, bo).ask(arrived, cai);
      expect([end.state, codes(end)]).toEqual(['quarantined', [finding]]);
      const [code = '', fault] = finding.split(' ');
      expect(end.messages(code === 'C-1' ? parents[0] : parents[1])).toMatchObject([
        {
          type: 'custody.broken',
          code,
          found: 'on-the-way',
          findings: [{ code: fault }],
          proposes: 'reserve',
        },
      ]);
      expect(end.messages()).toHaveLength(1);
    },
  );

  it('by a stranger breaks the custody of all of it', () => {
    const end = released().ask(take('a friend'), bo).ask(receive(), cai);
    expect(codes(end)).toEqual(['C-1 HOLDER_UNKNOWN', 'C-2 HOLDER_UNKNOWN']);
  });

  it('is held by its giver until its carrier has it: waiting for one is no gap', () => {
    const waited = released().give({ type: 'nothing' }).give({ type: 'nothing' });
    expect(codes(waited.ask(take(), bo).ask(receive(), cai))).toEqual([]);
    expect(codes(waited.ask(receive(), cai))).toEqual([]);
  });

  it('is received by another person than gave it, and by the one named', () => {
    expect(refused(carried(), receive(), ann)).toBe('CARRIAGE_SAME_PERSON');
    expect(refused(carried({ receiver: 'bo' }), receive(), cai)).toBe('CARRIAGE_NOT_PERMITTED');
    expect(carried({ receiver: 'bo' }).ask(receive(), bo).state).toBe('received');
  });

  it('through a tube wants its tray seen in its place', () => {
    const waiting = released({ means: tube });
    expect(refused(waiting, take('carrier 7'))).toBe('TRAY_NOT_IN_PLACE trayInPlace');
    expect(waiting.ask(take('carrier 7', true), ann).ask(receive(), cai).state).toBe('received');
  });

  it('is overdue after its time, and still arrives', () => {
    const late = carried().elapse();
    expect([late.state, late.context.overdueAt]).toEqual(['overdue', carried().now]);
    expect(late.ask(receive(), cai).state).toBe('received');
  });

  it('that is missing may be found; given up it is lost, and its parents are told', () => {
    const missing = carried().ask(because('missed'), bo);
    expect(missing.ask(receive(), cai).state).toBe('received');
    const lost = missing.ask(because('given-up'), ann);
    expect([lost.state, codes(lost)]).toEqual(['lost', ['C-1 HOLDER_UNKNOWN', 'C-2 HOLDER_UNKNOWN']]);
    expect(lost.messages().map(({ type }) => type)).toEqual(['custody.broken', 'custody.broken']);
  });

  it('that is refused from the carrier has no holder; from hand to hand its giver keeps it', () => {
    expect(codes(carried().ask(because('refused'), cai))).toEqual([
      'C-1 HOLDER_UNKNOWN',
      'C-2 HOLDER_UNKNOWN',
    ]);
    expect(released().ask(because('refused'), cai).state).toBe('requested');
  });

  it('is withdrawn by who asked or released, and what was wrong at its release is told all the same', () => {
    expect(refused(released(), because('withdrawn'))).toBe('CARRIAGE_NOT_PERMITTED');
    expect(codes(released().ask(because('withdrawn'), ann))).toEqual([]);
    expect(
      codes(
        begun()
          .ask(release({ seal: null }), bo)
          .ask(because('withdrawn'), bo),
      ),
    ).toEqual(['C-1 SEAL_MISMATCH']);
    expect(begun().ask(because('withdrawn'), ann).messages()).toEqual([]);
  });

  it.each([
    ['a container of another carriage', { ...receiveOne, missing: ['C-3'] }, 'CONTAINER_UNKNOWN containers'],
    ['a container twice', { ...receive(), missing: ['C-2'] }, 'CONTAINER_REPEATED containers'],
    ['not all', { ...receiveOne, missing: [] }, 'CONTAINER_NOT_NAMED containers'],
    ['nothing', { ...receive(), containers: [], missing: ['C-1', 'C-2'] }, 'NOTHING_RECEIVED containers'],
    ['less than its tare', receive({ gross_kg: d('0.1') }), 'TARE_NOT_BELOW_GROSS containers[0].tare_kg'],
  ])('refuses to be received with %s', (_what, event, refusal) => {
    expect(refused(carried(), event)).toBe(refusal);
  });

  it('refuses to be released with less than its tare', () => {
    expect(refused(begun(), release({ tare_kg: d('1.1') }), ann)).toBe(
      'TARE_NOT_BELOW_GROSS containers[0].tare_kg',
    );
  });
});

describe('whoever does what in whatever order', () => {
  interface World {
    readonly carriage: Carriage;
    readonly told: number;
  }
  const events = [
    release(),
    release({ seal: 'S-9' }),
    take(),
    take('a friend'),
    receive(),
    receive({ seal: 'S-9' }),
    receiveOne,
    because('refused'),
    because('missed'),
    because('given-up'),
    because('withdrawn'),
  ];
  function* moves({ carriage, told }: World): Iterable<Move<World>> {
    if (carriage.isDone) return;
    const to = (name: string, after: Carriage): Move<World> => ({
      name,
      to: { carriage: after, told: told + after.messages().length },
    });
    for (const by of [ann, bo, cai])
      for (const event of events)
        if (!carriage.refusalOf(event, by)) yield to(`${by.id}: ${event.type}`, carriage.ask(event, by));
    if (carriage.waitsForTime) yield to('time', carriage.elapse());
  }
  const keyOf = ({ carriage, told }: World) => {
    const { released: given, taken, received, findings } = carriage.context;
    const seals = [given?.containers[0]?.seal, received?.containers[0]?.seal, received?.missing.length];
    return JSON.stringify([
      carriage.state,
      given?.by.id,
      taken?.carrier,
      received?.by.id,
      seals,
      findings.length,
      told,
    ]);
  };
  const all = [...explore<World>({ carriage: begun(), told: 0 }, keyOf, moves)];
  const worlds = all.map(([, { world }]) => world);

  it('is explored to every end, and ends from everywhere', () => {
    expect(new Set(worlds.map(({ carriage }) => carriage.state))).toEqual(
      new Set([
        'requested',
        'released',
        'carried',
        'overdue',
        'missing',
        'received',
        'quarantined',
        'refused',
        'lost',
        'withdrawn',
      ]),
    );
    expect(deadEnds(new Map(all), ({ carriage }) => carriage.isDone)).toEqual([]);
  });
  it('nobody receives what he released, and received is whole', () => {
    for (const { carriage } of worlds) {
      const { released: given, received, findings } = carriage.context;
      if (received) expect(received.by.id).not.toBe(given?.by.id);
      if (carriage.state === 'received') expect([findings, received?.missing]).toEqual([[], []]);
      if (carriage.state === 'quarantined') expect(findings.length).toBeGreaterThan(0);
    }
  });
  it('each container with findings is told once, at the end', () => {
    for (const { carriage, told } of worlds) {
      const broken = new Set(carriage.context.findings.map(({ container }) => container));
      expect(told).toBe(broken.size);
    }
  });
});
