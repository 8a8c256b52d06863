import { Rehearsal, person } from '../kernel/testing/rehearsal.ts';
import type { Told } from '../kernel/testing/rehearsal.ts';
import { completeDraft } from './completeness.fixture.ts';
import { certificateDefinition } from './machine.ts';
import { noticeOutstanding, standingOf } from './record.ts';
import type { CertificateContext } from './record.ts';

const consignment = 'consignment/D1.1';
const predecessor = 'certificate/D1.1.0';
const register = 'certificate-register/DG-2026-11';
const [preparer, reviewer, signatory] = [person('preparer'), person('reviewer'), person('signatory')];
const digest = 'd'.repeat(64);

const prepared = () =>
  Rehearsal.begin<CertificateContext>(certificateDefinition, 'certificate/D1.1.1', {
    consignment,
    draft: completeDraft,
    draftDigest: digest,
    preparedBy: preparer,
    numberPattern: '{office}{year}-{kind}-{serial:6}',
    timeZone: 'Asia/Shanghai',
    predecessor,
  });
const reviewed: Told = { type: 'certificate.reviewed', draftDigest: digest };
const returned: Told = { type: 'certificate.returned', draftDigest: digest, reason: 'wrong vessel' };
const approved: Told = {
  type: 'certificate.approved',
  draftDigest: digest,
  title: { zh: '授权签字人', en: 'Authorised signatory' },
  journalHead: { position: 9, hash: 'h' },
};
const allocated: Told = { type: 'number.allocated', number: 'DG2026-11-000001', serial: 1 };
const [pdf, json, xml, jws] = ['p', 'j', 'x', 's'].map((letter) => letter.repeat(64));
const printed: Told = { type: 'report.issued', pdf, json, xml, jws };
const acknowledged = (fetched: string): Told => ({
  type: 'certificate.acknowledged',
  id: 'ack-1',
  status: 'RECEIVED',
  message: null,
  digest: fetched,
});
const customs = { kind: 'customs' as const, id: 'customs-demo' };

const inReview = () => prepared().ask(reviewed, reviewer);
const numbering = () => inReview().ask(approved, signatory);
const issued = () => numbering().giveAll([allocated, printed]);

describe('a certificate', () => {
  it('is prepared, reviewed, approved, numbered, printed and issued', () => {
    const asking = numbering();
    expect(asking.wishes('process.send')).toMatchObject([
      {
        to: register,
        event: { type: 'number.requested' },
        ensure: { definition: 'certificate-register', input: { office: 'DG', kind: '11', year: 2026 } },
      },
    ]);
    const printing = asking.give(allocated);
    expect(printing.wishes('report.issue')).toMatchObject([
      {
        certificate: {
          schema: 'urn:quaylab:certificate:1',
          number: 'DG2026-11-000001',
          preparedBy: 'Name of preparer',
          reviewedBy: 'Name of reviewer',
          approvedBy: { name: 'Name of signatory', title: { en: 'Authorised signatory' } },
          journalHead: { position: 9, hash: 'h' },
        },
      },
    ]);
    const out = printing.give(printed);
    expect(out.state).toBe('issued');
    expect(out.messages(register)).toEqual([{ type: 'number.used', number: 'DG2026-11-000001' }]);
    expect(out.messages(consignment)).toMatchObject([
      { type: 'certificate.issued', number: 'DG2026-11-000001' },
    ]);
  });

  it('tells a document of its own kind as such, and ends when it is outdated before it is signed', () => {
    const input = { ...prepared().context, role: 'document', predecessor: null };
    const document = () =>
      Rehearsal.begin<CertificateContext>(certificateDefinition, 'certificate/D1.1.CY.1', input).ask(reviewed, reviewer);
    const out = document().ask(approved, signatory).giveAll([allocated, { ...printed, xml: null }]);
    expect(out.messages(consignment)).toMatchObject([{ type: 'document.issued', files: { xml: null, json } }]);
    const outdated: Told = { type: 'certificate.outdated', reason: 'other results' };
    const over = document().give(outdated);
    expect(over.state).toBe('returned');
    expect(over.messages(consignment)).toEqual([{ type: 'document.not-issued', reason: 'other results' }]);
    expect(numbering().give(outdated).state).toBe('numbering');
  });

  it('is dated and numbered in the year of the office, not of UTC', () => {
    const lastEvening = Rehearsal.begin<CertificateContext>(certificateDefinition, 'certificate/D1.1.1', {
      ...prepared().context,
      timeZone: 'America/Los_Angeles',
    });
    const asked = lastEvening.ask(reviewed, reviewer).ask(approved, signatory);
    expect(asked.wishes('process.send')[0]?.to).toBe(register);
    expect(asked.context.issuedAt).toBe('2026-03-05T00:00:02.000Z');
  });

  it('asks for its number once, and takes one only', () => {
    const printing = numbering().give(allocated);
    const again = printing.give({ ...allocated, number: 'DG2026-11-000002', serial: 2 });
    expect([again.context.number, again.wished]).toEqual(['DG2026-11-000001', []]);
    const ofAll = prepared().giveAll([reviewed]).giveAll([approved, allocated, printed], signatory);
    expect(ofAll.messages(register).filter(({ type }) => type === 'number.requested')).toHaveLength(1);
  });
});

it('a certificate that cannot be signed for minutes is overdue, and is issued all the same when it can be', () => {
  const waiting = numbering().give(allocated).elapse();
  expect(waiting).toMatchObject({ state: 'issuing', context: { isOverdue: true }, wished: [] });
  expect(waiting.give(printed).state).toBe('issued');
});

describe('three persons', () => {
  it.each([
    ['reviewed by who prepared it', () => prepared(), reviewed, preparer],
    ['returned by who prepared it', () => prepared(), returned, preparer],
    ['approved by who prepared it', inReview, approved, preparer],
    ['approved by who reviewed it', inReview, approved, reviewer],
  ])('are needed: it is not %s', (_, certificate, event, by) => {
    expect(certificate().refusalOf(event, by)).toMatchObject({ code: 'CERTIFICATE_SAME_PERSON' });
  });

  it('act in their order', () => {
    expect(prepared().refusalOf(approved, signatory)).toMatchObject({ code: 'NOT_POSSIBLE_NOW' });
    expect(inReview().refusalOf(reviewed, signatory)).toMatchObject({ code: 'NOT_POSSIBLE_NOW' });
    expect(issued().refusalOf(approved, person('other'))).toMatchObject({ code: 'NOT_POSSIBLE_NOW' });
  });

  it.each([reviewed, returned, approved])(
    'bind to what they saw: $type with another digest is refused',
    (event) => {
      const at = event === approved ? inReview() : prepared();
      expect(at.refusalOf({ ...event, draftDigest: 'e'.repeat(64) }, signatory)).toMatchObject({
        code: 'DRAFT_STALE',
        field: 'draftDigest',
      });
    },
  );
});

describe('a certificate that is not issued', () => {
  it.each([
    ['reviewer', prepared, reviewer],
    ['signatory', inReview, signatory],
  ] as const)('is returned by the %s with a reason, and uses up no number', (_, certificate, by) => {
    const back = certificate().ask(returned, by);
    expect(back.isDone).toBe(true);
    expect(back.messages()).toEqual([{ type: 'certificate.not-issued', reason: 'wrong vessel' }]);
  });

  it('because it cannot be printed voids its number and says why', () => {
    const failed = numbering().giveAll([
      allocated,
      { type: 'report.failed', code: 'GLYPH_MISSING', message: 'no glyph' },
    ]);
    expect(failed.isDone).toBe(true);
    const reason = 'GLYPH_MISSING: no glyph';
    expect(failed.messages(register)).toContainEqual({
      type: 'number.voided',
      number: 'DG2026-11-000001',
      reason,
    });
    expect(failed.messages(consignment)).toEqual([{ type: 'certificate.not-issued', reason }]);
  });
});

describe('an issued certificate', () => {
  it('is acknowledged by the digest of what was fetched', () => {
    for (const letter of ['p', 'j'])
      expect(issued().refusalOf(acknowledged(letter.repeat(64)), customs)).toBeUndefined();
    expect(issued().refusalOf(acknowledged(digest), customs)).toMatchObject({
      code: 'DIGEST_MISMATCH',
      field: 'digest',
    });
    expect(numbering().refusalOf(acknowledged('p'.repeat(64)), customs)).toMatchObject({
      code: 'NOT_POSSIBLE_NOW',
    });
  });

  it('never changes: only acknowledgements are added', () => {
    const before = issued();
    const after = before
      .ask(acknowledged('p'.repeat(64)), customs)
      .giveAll([
        reviewed,
        returned,
        approved,
        allocated,
        { ...printed, pdf: 'x' },
        { type: 'report.failed', code: 'c', message: 'm' },
      ]);
    const { acknowledgements, ...content } = after.context;
    const { acknowledgements: none, ...was } = before.context;
    expect(none).toEqual([]);
    expect(content).toEqual(was);
    expect(acknowledgements).toMatchObject([{ id: 'ack-1', client: 'customs-demo', status: 'RECEIVED' }]);
    expect(after.messages(consignment)).toEqual([]);
  });
});

describe('an issued certificate', () => {
  const reason = 'the samples were mixed up';
  const proposed: Told = { type: 'withdrawal.proposed', reason };
  const confirmed: Told = { type: 'withdrawal.confirmed' };
  const declined: Told = { type: 'withdrawal.declined', reason: 'they were not' };
  const replaced: Told = { type: 'certificate.replaced', number: 'DG2026-11-000002' };
  const withdrawn = () => issued().ask(proposed, reviewer).ask(confirmed, signatory);

  it('tells the one it replaces', () => {
    expect(issued().messages(predecessor)).toEqual([
      { type: 'certificate.replaced', number: 'DG2026-11-000001' },
    ]);
  });

  it('is withdrawn by two persons, with a reason, and the consignment is told', () => {
    const proposal = issued().ask(proposed, reviewer);
    expect(proposal.state).toBe('issued');
    expect(proposal.refusalOf(confirmed, reviewer)).toMatchObject({ code: 'WITHDRAWAL_SAME_PERSON' });
    expect(proposal.refusalOf(proposed, signatory)).toMatchObject({ code: 'WITHDRAWAL_PROPOSED_ALREADY' });
    const out = proposal.ask(confirmed, signatory);
    expect(out.state).toBe('withdrawn');
    expect(out.messages(consignment)).toEqual([
      { type: 'certificate.withdrawn', number: 'DG2026-11-000001', reason },
    ]);
  });

  it('stays when the proposal is declined, and can be proposed again', () => {
    const stays = issued().ask(proposed, reviewer).ask(declined, signatory);
    expect(stays).toMatchObject({ state: 'issued', context: { withdrawal: null } });
    expect(stays.refusalOf(confirmed, signatory)).toMatchObject({ code: 'WITHDRAWAL_NOT_PROPOSED' });
    expect(stays.refusalOf(declined, signatory)).toMatchObject({ code: 'WITHDRAWAL_NOT_PROPOSED' });
    expect(stays.refusalOf(proposed, preparer)).toBeUndefined();
  });

  it('waits for customs to take notice of the withdrawal: having received it before is not enough', () => {
    const received = issued().give(acknowledged('p'.repeat(64)), customs);
    expect(noticeOutstanding(received.context)).toBe(false);
    const told = received.ask(proposed, reviewer).ask(confirmed, signatory);
    expect(noticeOutstanding(told.context)).toBe(true);
    const unread = told.give({ ...acknowledged('j'.repeat(64)), id: 'ack-2', status: 'UNREADABLE' }, customs);
    expect(noticeOutstanding(unread.context)).toBe(true);
    const known = unread.give({ ...acknowledged('j'.repeat(64)), id: 'ack-3' }, customs);
    expect(noticeOutstanding(known.context)).toBe(false);
    expect(known.context.acknowledgements.map(({ of }) => of)).toEqual(['issued', 'withdrawn', 'withdrawn']);
  });

  it('is replaced, and a withdrawn one stays withdrawn but names its successor', () => {
    expect(issued().give(replaced)).toMatchObject({
      state: 'replaced',
      context: { replacedBy: { number: 'DG2026-11-000002' } },
    });
    const after = withdrawn().give(replaced);
    expect([after.state, standingOf(after.context), after.context.replacedBy?.number]).toEqual([
      'withdrawn',
      'withdrawn',
      'DG2026-11-000002',
    ]);
    expect(issued().give(replaced).refusalOf(proposed, reviewer)).toMatchObject({ code: 'NOT_POSSIBLE_NOW' });
  });
});
