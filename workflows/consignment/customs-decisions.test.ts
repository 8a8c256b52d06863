import { coalRulePack } from '../coal-sampling/rule-pack.fixture.ts';
import { adviceByGravity } from '../conformity/release-types.ts';
import type { AdviceCode , decisionOutcomes } from '../conformity/release-types.ts';
import { person } from '../kernel/testing/rehearsal.ts';
import type { Consignment } from './consignment.fixture.ts';
import { decided, decoded, issuedAs, playOut, prepare } from './consignment.fixture.ts';
import { writeOff } from './customs-decisions.ts';
import { decisionDifferences } from './decision-difference.ts';

const customs = { kind: 'customs' as const, id: 'customs-demo' };
const certified = decoded(playOut(coalRulePack)).ask(prepare, person('preparer')).give(issuedAs('N1'));
const declared = certified.context.order.declaredMass;
const said = (id: string, changed: object, gate: 'removal' | 'use' = 'removal') =>
  decided(gate, { id, ...changed });
const tell = (consignment: Consignment, ...decisions: readonly ReturnType<typeof said>[]): Consignment =>
  decisions.reduce((so, decision) => so.ask(decision, customs), consignment);
const left = ({ context }: Consignment) => writeOff({ ...context, declaredMass: declared }, 'removal');
const measured = (id: string, quantity: string, unit: 't' | 'm3' = 't') => ({
  type: 'quantity.measured',
  id,
  method: 'draft-survey',
  quantity,
  unit,
  measuredAt: '2026-03-05T00:00:00.000Z',
  document: null,
  evidence: [],
});
const most = (of: Consignment, quantity: string, more: object = {}) =>
  of.refusalOf(said('more', { quantity, ...more }), customs)?.code;

describe('what customs writes off', () => {
  it('is counted to the last tonne of the declared mass, gate by gate, and no further', () => {
    const parts = tell(certified, said('a', { quantity: '1000.5' }), said('b', { quantity: '0.5' }));
    const rest = String(Number(declared) - 1001);
    expect(left(parts)).toEqual({
      gate: 'removal',
      by: 'declared',
      total: declared,
      released: '1001',
      remaining: rest,
    });
    expect(most(parts, rest)).toBeUndefined();
    expect(most(parts, `${rest}.001`)).toBe('QUANTITY_EXCEEDED');
    expect(parts.refusalOf(said('use', { quantity: declared }, 'use'), customs)).toBeUndefined();
    expect(most(parts, '0')).toBe('QUANTITY_NOT_POSITIVE');
  });

  it('may be more when an officer says that it is no mistake; then nothing remains', () => {
    const more = tell(certified, said('a', { quantity: '999999', correction: true }));
    expect(left(more)).toMatchObject({ released: '999999', remaining: '0' });
    expect(most(more, '1')).toBe('QUANTITY_EXCEEDED');
  });

  it('is of the mass measured last, not of a volume', () => {
    const weighed = certified
      .give(measured('q1', '500'))
      .give(measured('q2', '400'))
      .give(measured('q3', '7', 'm3'));
    expect(left(weighed)).toMatchObject({ by: 'measured', total: '400', remaining: '400' });
    expect(most(weighed, '400.01')).toBe('QUANTITY_EXCEEDED');
  });

  it('is all when no quantity is named, also when more is measured later; what is conditional counts not', () => {
    const all = tell(
      certified,
      said('a', { outcome: 'CONDITIONAL', quantity: '10' }),
      said('b', { quantity: null }),
    );
    expect(left(all)).toMatchObject({ released: declared, remaining: '0' });
    expect(left(all.give(measured('q1', '999999')))).toMatchObject({ released: '999999', remaining: '0' });
    expect(most(all, '1')).toBe('QUANTITY_EXCEEDED');
    expect(all.refusalOf(said('c', { quantity: null }), customs)).toBeUndefined();
  });

  it('begins anew when the certificate is withdrawn', () => {
    const reason = 'samples were mixed up';
    const anew = tell(certified, said('a', { quantity: null })).give({
      type: 'certificate.withdrawn',
      number: 'N1',
      reason,
    });
    expect(left(anew)).toMatchObject({ released: '0', remaining: declared });
  });
});

describe('a decision posted in error', () => {
  it('is put right by another at its gate, which has its quantity to give', () => {
    const wrong = tell(certified, said('wrong', { quantity: declared }));
    const right = tell(wrong, said('right', { quantity: '600', supersedes: 'wrong' }));
    expect(left(right)).toMatchObject({ released: '600' });
    expect(right.context.decisions).toMatchObject([{ id: 'wrong' }, { id: 'right', supersedes: 'wrong' }]);
  });

  it('is taken back, which opens the use gate again', () => {
    const closed = tell(certified, said('use', {}, 'use'));
    expect(closed.state).toBe('closed');
    const open = tell(closed, said('back', { outcome: 'CANCELLED', supersedes: 'use' }, 'use'));
    expect(open.state).toBe('certified');
    expect(tell(open, said('later', { outcome: 'REFUSED' }, 'use')).state).toBe('closed');
    const replaced = tell(closed, said('other', { outcome: 'REFUSED', supersedes: 'use' }, 'use'));
    expect(replaced.state).toBe('closed');
  });

  it('is named, stands, and is of the same gate', () => {
    const once = tell(certified, said('a', {}));
    const refused = (changed: object, gate: 'removal' | 'use' = 'removal') =>
      once.refusalOf(said('b', { outcome: 'CANCELLED', ...changed }, gate), customs);
    expect(refused({})).toMatchObject({ code: 'SUPERSEDES_MISSING', field: 'supersedes' });
    expect(refused({ supersedes: 'none' })).toMatchObject({
      code: 'SUPERSEDED_NOT_FOUND',
      remedy: 'Name one of a.',
    });
    expect(refused({ supersedes: 'a' }, 'use')).toMatchObject({ code: 'SUPERSEDED_NOT_FOUND' });
    const back = tell(once, said('b', { outcome: 'CANCELLED', supersedes: 'a' }));
    expect(back.refusalOf(said('c', { supersedes: 'a' }), customs)).toMatchObject({
      code: 'SUPERSEDED_NOT_FOUND',
    });
  });
});

describe('the difference between advice and decision', () => {
  const departs = (advice: AdviceCode, outcome: (typeof decisionOutcomes)[number]) => {
    const advised = {
      gate: 'use',
      advice,
      allowed: [],
      basis: { zh: 'z', en: 'e' },
      source: null,
      outstanding: [],
    } as const;
    const [found] = decisionDifferences([advised], [{ gate: 'use', outcome }]);
    return found?.departure;
  };

  it.each([
    ['RELEASE', 'RELEASED', undefined],
    ['RELEASE', 'CONDITIONAL', 'STRICTER'],
    ['HOLD', 'RELEASED', 'LAXER'],
    ['PENDING', 'CONDITIONAL', 'LAXER'],
    ['CONDITIONAL_REMOVAL', 'RELEASED', 'LAXER'],
    ['CONDITIONAL_REMOVAL', 'REFUSED', 'STRICTER'],
    ['RETURN', 'DESTROYED', 'OTHER'],
    ['TREAT', 'TREATMENT_ORDERED', undefined],
  ] as const)('advised %s, decided %s: %s', (advice, outcome, departure) => {
    expect(departs(advice, outcome)).toBe(departure);
  });

  it('is laxer whenever goods are released that were not advised to be', () => {
    for (const advice of adviceByGravity)
      expect(departs(advice, 'RELEASED')).toBe(advice === 'RELEASE' ? undefined : 'LAXER');
  });

  it('is told of the gate that was decided on alone', () => {
    const gate = {
      gate: 'removal',
      advice: 'HOLD',
      allowed: [],
      basis: { zh: 'z', en: 'e' },
      source: null,
      outstanding: [],
    } as const;
    expect(decisionDifferences([gate], [{ gate: 'use', outcome: 'RELEASED' }])).toEqual([]);
  });
});
