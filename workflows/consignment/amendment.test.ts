import { coalRulePack } from '../coal-sampling/rule-pack.fixture.ts';
import { person } from '../kernel/testing/rehearsal.ts';
import type { Told } from '../kernel/testing/rehearsal.ts';
import type { Corrections } from './amendment.ts';
import type { Consignment } from './consignment.fixture.ts';
import { decided, decoded, issuedAs, playOut, prepare } from './consignment.fixture.ts';

const preparer = person('preparer');
const customs = { kind: 'customs' as const, id: 'customs-demo' };
const [first, second] = ['DG2026-11-000001', 'DG2026-11-000002'];
const certified = () => decoded(playOut(coalRulePack)).ask(prepare, preparer).give(issuedAs(first));
const closed = () => certified().give(decided('use'), customs);
const reason = 'The consignee was misspelt.';
const amend = (corrections: Corrections): Told => ({ ...prepare, amends: { reason, corrections } });
const withdrawn: Told = { type: 'certificate.withdrawn', number: first, reason: 'samples were mixed up' };
const notIssued: Told = { type: 'certificate.not-issued', reason: 'returned' };

const draftOf = (consignment: Consignment) => consignment.wishes('process.start')[0]?.input;
const replaces = (why: string) => ({ number: first, digest: `digest of ${first}`, reason: why });

describe('a certificate that is amended', () => {
  it('is replaced by one with the corrected data, which names it and why', () => {
    const amending = certified().ask(
      amend({ consignee: { name: 'ACME Energy' }, transport: { voyage: '027' } }),
      preparer,
    );
    expect(amending.state).toBe('certifying');
    expect(draftOf(amending)).toMatchObject({
      predecessor: 'certificate/D1.1.1',
      draft: { replaces: replaces(reason), consignee: { name: 'ACME Energy' }, transport: { voyage: '027' } },
    });
    const again = amending.give(issuedAs(second));
    expect(again).toMatchObject({
      state: 'certified',
      context: { certificate: { number: second }, predecessor: null },
    });
  });

  it('stands until the other is issued, and stays when nothing comes of it', () => {
    const amending = certified().ask(amend({}), preparer);
    expect(amending.context.certificate?.number).toBe(first);
    const back = amending.give(notIssued);
    expect(back).toMatchObject({
      state: 'certified',
      context: { notIssued: 'returned', predecessor: null, certificate: { number: first } },
    });
    expect(back.context.certificateId).toBe(back.context.certificate?.process);
  });

  it('keeps what customs decided', () => {
    expect(closed().ask(amend({}), preparer).give(issuedAs(second)).state).toBe('closed');
  });

  it('is amended only with a reason', () => {
    for (const out of [certified(), closed()])
      expect(out.refusalOf(prepare, preparer)).toMatchObject({
        code: 'AMENDMENT_REASON_MISSING',
        field: 'reason',
      });
  });

  it('is not amended into an incomplete one', () => {
    expect(certified().refusalOf(amend({ consignee: { name: ' ' } }), preparer)).toMatchObject({
      code: 'CERTIFICATE_INCOMPLETE',
      field: 'consignee.name',
    });
  });
});

describe('a certificate that is withdrawn', () => {
  it.each([
    ['before customs decided', certified],
    ['after customs decided', closed],
  ])('%s opens the gates again until another is issued and customs decides on that', (_, out) => {
    const open = out().give(withdrawn);
    expect(open).toMatchObject({
      state: 'assessed',
      context: { certificate: null, withdrawn: [{ number: first, reason: 'samples were mixed up' }] },
    });
    const preparing = open.ask(prepare, preparer);
    expect(draftOf(preparing)).toMatchObject({ draft: { replaces: replaces('samples were mixed up') } });
    const again = preparing.give(issuedAs(second));
    expect(again.state).toBe('certified');
    expect(again.give(decided('use', { id: 'later' }), customs).state).toBe('closed');
  });

  it('while it is amended leaves none that stands', () => {
    const amending = certified().ask(amend({}), preparer).give(withdrawn);
    expect(amending).toMatchObject({ state: 'certifying', context: { certificate: null } });
    expect(amending.give(notIssued).state).toBe('assessed');
    expect(amending.give(issuedAs(second))).toMatchObject({
      state: 'certified',
      context: { certificate: { number: second } },
    });
  });

  it('when another has taken its place changes nothing but the record', () => {
    const again = certified().ask(amend({}), preparer).give(issuedAs(second));
    expect(again.give(withdrawn)).toMatchObject({
      state: 'certified',
      context: { certificate: { number: second }, withdrawn: [{ number: first }] },
    });
  });
});
