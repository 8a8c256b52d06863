import fc from 'fast-check';
import { decimalString as d, instant } from '../kernel/brand.ts';
import type { Instant } from '../kernel/brand.ts';
import { judgeCustody } from './chain.ts';
import type { ContainerFilled, CustodyChain, CustodyRules, HandOver, Resealing } from './chain.ts';

const rules: CustodyRules = { massTolerancePercent: d('0.5'), knownHolders: ['ann', 'bo', 'cai', 'courier'] };
const at = (minute: number): Instant =>
  instant(new Date(Date.UTC(2026, 2, 5) + minute * 60_000).toISOString());
const filled: ContainerFilled = {
  container: 'C1',
  by: 'ann',
  place: 'sampler house',
  at: at(0),
  tare_kg: d('1'),
  gross_kg: d('10'),
  seal: 'S-1',
};
const handOver = (
  from: string | null,
  to: string | null,
  minute: number,
  change: Partial<HandOver> = {},
): HandOver => ({
  kind: 'hand-over',
  released: { by: from, at: at(minute), seal: 'S-1', gross_kg: d('10') },
  received: { by: to, at: at(minute), seal: 'S-1', gross_kg: d('10') },
  carrier: null,
  place: 'room 1',
  ...change,
});
const side = (by: string, minute: number, seal: string, gross: string) => ({
  by,
  at: at(minute),
  seal,
  gross_kg: d(gross),
});
const codes = (links: CustodyChain['links'], start: Partial<ContainerFilled> = {}) =>
  judgeCustody({ filled: { ...filled, ...start }, links }, rules).map(({ code, link }) => `${link} ${code}`);

describe('a chain of custody', () => {
  it.each<[string, CustodyChain['links'], readonly string[]]>([
    ['nobody touched it', [], []],
    ['from hand to hand', [handOver('ann', 'bo', 5), handOver('bo', 'cai', 9)], []],
    ['released by who did not hold it', [handOver('bo', 'cai', 5)], ['1 CUSTODY_GAP']],
    [
      'released before it was received',
      [handOver('ann', 'bo', 5), handOver('bo', 'cai', 4)],
      ['2 CUSTODY_GAP'],
    ],
    [
      'received later, with no carrier',
      [handOver('ann', 'bo', 5, { received: side('bo', 6, 'S-1', '10') })],
      ['1 CUSTODY_GAP'],
    ],
    [
      'received later, by a named carrier',
      [handOver('ann', 'bo', 5, { received: side('bo', 6, 'S-1', '10'), carrier: 'courier' })],
      [],
    ],
    [
      'received before it was released',
      [handOver('ann', 'bo', 5, { received: side('bo', 4, 'S-1', '10'), carrier: 'courier' })],
      ['1 CUSTODY_GAP'],
    ],
    ['an unknown carrier', [handOver('ann', 'bo', 5, { carrier: 'van' })], ['1 HOLDER_UNKNOWN']],
    ['nobody received it', [handOver('ann', null, 5)], ['1 HOLDER_UNKNOWN']],
    [
      'another seal on the way',
      [handOver('ann', 'bo', 5, { received: side('bo', 5, 'S-2', '10') })],
      ['1 SEAL_MISMATCH'],
    ],
    [
      'lighter on the way',
      [handOver('ann', 'bo', 5, { received: side('bo', 5, 'S-1', '9.954') })],
      ['1 MASS_STEP'],
    ],
    [
      'lighter by just the tolerance',
      [handOver('ann', 'bo', 5, { received: side('bo', 5, 'S-1', '9.955') })],
      [],
    ],
    [
      'heavier while it was held',
      [
        handOver('ann', 'bo', 5, {
          released: side('ann', 5, 'S-1', '10.1'),
          received: side('bo', 5, 'S-1', '10.1'),
        }),
      ],
      ['1 MASS_STEP'],
    ],
  ])('%s', (_case, links, expected) => {
    expect(codes(links)).toEqual(expected);
  });

  it('was opened by its holder and sealed again: seal and mass are new ones', () => {
    const opened: Resealing = {
      kind: 'resealing',
      by: 'ann',
      at: at(3),
      sealOff: 'S-1',
      sealOn: 'S-2',
      gross_kg: d('8'),
    };
    const given = handOver('ann', 'bo', 5, {
      released: side('ann', 5, 'S-2', '8'),
      received: side('bo', 5, 'S-2', '8'),
    });
    expect(codes([opened, given])).toEqual([]);
    expect(codes([{ ...opened, sealOff: 'S-7' }, given])).toEqual(['1 SEAL_MISMATCH']);
    expect(codes([{ ...opened, by: 'bo' }])).toEqual(['1 CUSTODY_GAP']);
    expect(codes([{ ...opened, at: instant('2026-03-04T00:00:00.000Z') }])).toEqual(['1 CUSTODY_GAP']);
  });

  it('begun by somebody unknown says so at its filling', () => {
    expect(codes([], { by: 'eve' })).toEqual(['0 HOLDER_UNKNOWN']);
  });

  it('names container, persons and seals in both languages', () => {
    const [gap, seal] = judgeCustody(
      { filled, links: [{ ...handOver('bo', 'cai', 5), received: side('cai', 5, 'S-2', '10') }] },
      rules,
    );
    expect(gap).toMatchObject({
      container: 'C1',
      en: expect.stringContaining('bo released it'),
      zh: expect.stringContaining('bo于'),
    });
    expect(seal).toMatchObject({
      container: 'C1',
      en: 'Container C1 should carry seal S-1 and carries S-2.',
    });
  });
});

/** Whole chains: each holder gives to the next at the minute he received it or later. */
const chain = fc
  .array(fc.tuple(fc.constantFrom('ann', 'bo', 'cai'), fc.nat(60), fc.nat(10)), {
    minLength: 1,
    maxLength: 8,
  })
  .map((steps): readonly HandOver[] => {
    let [holder, minute]: [string, number] = ['ann', 0];
    return steps.map(([to, held, carried]) => {
      const from = holder;
      const released = minute + held;
      [holder, minute] = [to, released + carried];
      return {
        ...handOver(from, to, released, { carrier: carried === 0 ? null : 'courier' }),
        received: side(to, minute, 'S-1', '10'),
      };
    });
  });

describe('whatever the chain', () => {
  it('whole, it has no findings', () => {
    fc.assert(fc.property(chain, (links) => expect(codes(links)).toEqual([])));
  });

  it('one broken seal, mass or holder is told at its link and once', () => {
    fc.assert(
      fc.property(
        chain,
        fc.nat(7),
        fc.constantFrom('seal', 'mass', 'holder', 'carrier'),
        (links, place, fault) => {
          const at = place % links.length;
          const broken = links.map((link, index): HandOver => {
            if (index < at) return link;
            // From the fault on the chain goes on with what was found: the break itself is told, not its consequences.
            const found = (one: HandOver['released']) => ({
              ...one,
              ...(fault === 'seal' && { seal: 'S-9' }),
              ...(fault === 'mass' && { gross_kg: d('9') }),
            });
            if (fault === 'seal' || fault === 'mass')
              return {
                ...link,
                released: index === at ? link.released : found(link.released),
                received: found(link.received),
              };
            if (index > at) return link;
            return fault === 'carrier'
              ? { ...link, carrier: 'van' }
              : { ...link, released: { ...link.released, by: 'courier' } };
          });
          const expected = {
            seal: 'SEAL_MISMATCH',
            mass: 'MASS_STEP',
            holder: 'CUSTODY_GAP',
            carrier: 'HOLDER_UNKNOWN',
          }[fault];
          expect(codes(broken)).toEqual([`${at + 1} ${expected}`]);
        },
      ),
    );
  });

  it('leaving out a link of different holders leaves a gap', () => {
    fc.assert(
      fc.property(chain, fc.nat(7), (links, place) => {
        const at = place % links.length;
        const [left, next] = [links[at], links[at + 1]];
        fc.pre(next !== undefined && left?.released.by !== left?.received.by);
        const rest = links.filter((_, index) => index !== at);
        expect(codes(rest)).toEqual([`${at + 1} CUSTODY_GAP`]);
      }),
    );
  });
});
