import fc from 'fast-check';
import { blindCode, decimalString, instant } from '../kernel/brand.ts';
import { lineageDigestInput, verifyLineage, type Container } from './lineage.ts';

const tolerance = decimalString('0.5');
const container = (code: string, parent: string | null, mass: string): Container => ({
  code: blindCode(code),
  parent: parent === null ? null : blindCode(parent),
  kind: parent === null ? 'lot' : 'bottle',
  mass: decimalString(mass),
  seal: null,
  at: instant('2025-03-01T08:00:00.000Z'),
});

const lot = container('LOT', null, '40000000');
const gross = container('GROSS', 'LOT', '20');
const bottles = [
  container('B1', 'GROSS', '1.5'),
  container('B2', 'GROSS', '0.9'),
  container('B3', 'GROSS', '0.12'),
];
const refusal = (containers: readonly Container[]) => {
  const outcome = verifyLineage(containers, tolerance);
  return outcome.ok ? null : { code: outcome.refusal.code, field: outcome.refusal.field };
};

it('of a lot, a gross sample and bottles is given back parents first, however it was recorded', () => {
  const outcome = verifyLineage([...bottles, gross, lot], tolerance);
  expect(outcome.ok && outcome.value.map(({ code }) => code)).toEqual(['LOT', 'GROSS', 'B1', 'B2', 'B3']);
});

describe('is refused when', () => {
  it.each<[string, string, string, readonly Container[]]>([
    [
      'a container has two parents',
      'CONTAINER_REPEATED',
      'B1',
      [lot, gross, ...bottles, container('B1', 'LOT', '1.5')],
    ],
    ['a parent is not recorded', 'PARENT_UNKNOWN', 'B1', [lot, ...bottles]],
    ['there is no lot', 'LINEAGE_ROOT', 'lineage', [container('A', 'B', '1'), container('B', 'A', '1')]],
    ['there is nothing', 'LINEAGE_ROOT', 'lineage', []],
    ['there are two lots', 'LINEAGE_ROOT', 'LOT2', [lot, container('LOT2', null, '1')]],
    [
      'containers descend from each other',
      'LINEAGE_CYCLE',
      'A',
      [lot, container('A', 'B', '1'), container('B', 'A', '1')],
    ],
    ['a container descends from itself', 'LINEAGE_CYCLE', 'A', [lot, container('A', 'A', '1')]],
    [
      'children outweigh their parent',
      'MASS_GAINED',
      'GROSS',
      [lot, gross, container('B1', 'GROSS', '20.1001')],
    ],
  ])('%s', (_case, code, field, containers) => {
    expect(refusal(containers)).toEqual({ code, field });
  });

  it('but not when scales differ within the tolerance', () => {
    expect(refusal([lot, gross, container('B1', 'GROSS', '20.1')])).toBeNull();
  });
});

describe('the digest input', () => {
  it('does not depend on the order of recording', () => {
    const all = [lot, gross, ...bottles];
    fc.assert(
      fc.property(fc.shuffledSubarray(all, { minLength: all.length }), (shuffled) => {
        expect(JSON.stringify(lineageDigestInput(shuffled))).toBe(JSON.stringify(lineageDigestInput(all)));
      }),
    );
  });

  it('changes with any mass, parent or seal', () => {
    const input = (change: Partial<Container>) =>
      JSON.stringify(lineageDigestInput([lot, { ...gross, ...change }]));
    const changed = [{ mass: decimalString('20.0') }, { parent: null }, { seal: 'S1' }, { kind: 'x' }].map(
      input,
    );
    expect(new Set([input({}), ...changed]).size).toBe(5);
  });

  it('holds the fields of custody alone', () => {
    const view = { ...lot, place: 'cabinet 3', consignment: 'vessel' };
    expect(lineageDigestInput([view])).toEqual(lineageDigestInput([lot]));
  });
});
