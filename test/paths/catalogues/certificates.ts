import { completeDraft } from '../../../workflows/certificate/completeness.fixture.ts';
import type { CertificateContext } from '../../../workflows/certificate/record.ts';
import type { RegisterContext } from '../../../workflows/certificate/register.ts';
import type { VoidNumberContext } from '../../../workflows/certificate/void-number.ts';
import type { Actor } from '../../../workflows/kernel/process.ts';
import { person } from '../../../workflows/kernel/testing/rehearsal.ts';
import type { Told } from '../../../workflows/kernel/testing/rehearsal.ts';
import { messages, offer, timePasses } from '../harness/catalogue.ts';
import type { Catalogue } from '../harness/catalogue.ts';
import type { Offer } from '../harness/situation.ts';
import { isKept, isSame } from './runs.ts';

const consignment = 'consignment/D1.1';
const register = 'certificate-register/DG-2026-11';
const people = ['preparer', 'reviewer', 'signatory'].map(person);
const customs: Actor = { kind: 'customs', id: 'customs-demo' };
const [digest = '', pdf = '', json = '', xml = '', jws = ''] = ['d', 'p', 'j', 'x', 's'].map((letter) => letter.repeat(64));
const predecessor = 'certificate/D1.1.0';
const numberPattern = '{office}{year}-{kind}-{serial:6}';

const requests: readonly Told[] = [digest, 'stale'].flatMap((draftDigest): readonly Told[] => [
  { type: 'certificate.reviewed', draftDigest },
  { type: 'certificate.returned', draftDigest, reason: 'for a reason' },
  {
    type: 'certificate.approved',
    draftDigest,
    title: { zh: '授权签字人', en: 'Authorised signatory' },
    journalHead: { position: 9, hash: 'h' },
  },
]);
const facts: readonly Told[] = [
  { type: 'number.allocated', number: 'DG2026-11-000001', serial: 1 },
  { type: 'report.issued', pdf, json, xml, jws },
  { type: 'report.failed', code: 'GLYPH_MISSING', message: 'no glyph' },
  { type: 'certificate.outdated', reason: 'other results' },
];
const withdrawals: readonly Told[] = [
  { type: 'withdrawal.proposed', reason: 'for a reason' },
  { type: 'withdrawal.declined', reason: 'for a reason' },
  { type: 'withdrawal.confirmed' },
];
const replaced: Told = { type: 'certificate.replaced', number: 'DG2026-11-000002' };
const acknowledged = (fetched: string): Told => ({
  type: 'certificate.acknowledged',
  id: `ack-${fetched}`,
  status: 'RECEIVED',
  message: null,
  digest: fetched,
});

/** What may not change once it is issued: all but what is said of it afterwards. */
const issuedPart = ({ acknowledgements: _, withdrawal: __, replacedBy: ___, ...rest }: CertificateContext) => rest;
const isIssued = ({ files }: CertificateContext) => files !== null;

export const certificate: Catalogue<CertificateContext> = {
  definition: 'certificate',
  process: 'certificate/D1.1.1',
  starts: [
    {
      name: 'a certificate',
      input: {
        consignment,
        draft: completeDraft,
        draftDigest: digest,
        preparedBy: people[0],
        numberPattern,
        timeZone: 'Asia/Shanghai',
        predecessor,
      },
    },
  ],
  // What was printed or numbered is told by executors and the register: also twice, and when it is no longer awaited.
  *offers(here) {
    const { context } = here;
    for (const by of people) yield* requests.map((event) => offer(event, by));
    for (const by of people.slice(1)) yield* withdrawals.map((event) => offer(event, by));
    yield offer(replaced);
    yield* timePasses(here);
    yield* facts.map((event) => offer(event));
    if (context.acknowledgements.length < 2)
      yield* [pdf, json, 'other'].map((fetched) => offer(acknowledged(fetched), customs));
  },
  key: ({ context }) => [
    context.reviewedBy?.id,
    context.approvedBy?.id,
    context.number,
    context.isOverdue,
    context.acknowledgements.map(({ id, of }) => [id, of]),
    context.withdrawal?.proposedBy.id,
    context.withdrawal?.confirmedBy?.id,
    context.replacedBy?.number,
  ],
  counted: ({ effects }) => ({
    asked: messages(effects, register).filter(({ type }) => type === 'number.requested').length,
    closed: messages(effects, register).filter(({ type }) => type !== 'number.requested').length,
    printed: effects.filter(({ kind }) => kind === 'report.issue').length,
    told: messages(effects, consignment).filter(({ type }) => type !== 'certificate.withdrawn').length,
    revoked: messages(effects, consignment).filter(({ type }) => type === 'certificate.withdrawn').length,
    succeeded: messages(effects, predecessor).length,
  }),
  // One that is out is never over: customs can acknowledge it at any time.
  isEnd: ({ isDone, context }) => isDone || isIssued(context),
  laws: [
    {
      says: 'what is numbered was prepared, reviewed and approved by three persons',
      holds: ({ context: { number, preparedBy, reviewedBy, approvedBy } }) =>
        number === null || new Set([preparedBy.id, reviewedBy?.id ?? '', approvedBy?.id ?? '']).size === 3,
    },
    {
      says: 'a number is asked for once, printed once, and at the end used or voided once',
      holds: (here) => {
        const isOver = here.isDone || isIssued(here.context);
        const numbered = here.context.number === null ? 0 : 1;
        return (
          here.count('asked') <= 1 &&
          here.count('printed') === numbered &&
          here.count('closed') === (isOver ? numbered : 0)
        );
      },
    },
    {
      says: 'the consignment is told once what became of it',
      holds: (here) => here.count('told') === (here.isDone || isIssued(here.context) ? 1 : 0),
    },
    {
      says: 'the one it replaces is told once, when it is issued',
      holds: (here) => here.count('succeeded') === (isIssued(here.context) ? 1 : 0),
    },
    {
      says: 'who withdraws is another than who proposed it, and the consignment is told once',
      holds: (here) => {
        const isWithdrawn = here.state === 'withdrawn';
        const { withdrawal } = here.context;
        return (
          isWithdrawn === (Boolean(withdrawal?.confirmedBy)) &&
          (!withdrawal || withdrawal.confirmedBy?.id !== withdrawal.proposedBy.id) &&
          here.count('revoked') === (isWithdrawn ? 1 : 0)
        );
      },
    },
    {
      says: 'only what was printed is acknowledged',
      holds: ({ context: { acknowledgements, files } }) =>
        acknowledgements.every((each) => Object.values(files ?? {}).includes(each.digest)),
    },
  ],
  stepLaws: [
    {
      says: 'nothing that was issued changes, and acknowledgements stay',
      holds: ({ from: { context: before }, to: { context: after } }) =>
        !isIssued(before) ||
        (JSON.stringify(issuedPart(before)) === JSON.stringify(issuedPart(after)) &&
          isKept(before.acknowledgements, after.acknowledgements) &&
          (!before.withdrawal?.confirmedBy || isSame(before.withdrawal, after.withdrawal))),
    },
  ],
};

const certificates = ['certificate/a', 'certificate/b'];
const mostNumbers = 4;

function* askForNumbers({ context: { numbers } }: { readonly context: RegisterContext }): Iterable<Offer> {
  for (const id of certificates) {
    const by: Actor = { kind: 'process', id };
    if (numbers.length < mostNumbers) yield offer({ type: 'number.requested' }, by);
    // A certificate closes its own number, once; told twice, and of a number that was never given, nothing happens.
    for (const { number, status, certificate: owner } of numbers) {
      if (owner !== id) continue;
      if (status !== 'void') yield offer({ type: 'number.used', number }, by);
      if (status !== 'used') yield offer({ type: 'number.voided', number, reason: 'for a reason' }, by);
    }
    yield offer({ type: 'number.used', number: 'DG2026-11-999999' }, by);
  }
}

export const certificateRegister: Catalogue<RegisterContext> = {
  definition: 'certificate-register',
  process: register,
  starts: [{ name: 'a register', input: { office: 'DG', kind: '11', year: 2026, pattern: numberPattern } }],
  offers: askForNumbers,
  key: ({ context }) => context.numbers.map((entry) => [entry.certificate, entry.status]),
  isEnd: () => true,
  laws: [
    {
      says: 'serials run from 1 without a gap, and no number is given twice',
      holds: ({ context: { numbers } }) =>
        numbers.every(({ serial }, index) => serial === index + 1) &&
        new Set(numbers.map(({ number }) => number)).size === numbers.length,
    },
    {
      says: 'a certificate has at most one number that is not void',
      holds: ({ context: { numbers } }) =>
        certificates.every(
          (id) => numbers.filter((entry) => entry.certificate === id && entry.status !== 'void').length <= 1,
        ),
    },
    {
      says: 'a void number has its reason',
      holds: ({ context: { numbers } }) =>
        numbers.every(({ status, reason }) => (status === 'void') === (reason !== null)),
    },
  ],
  stepLaws: [
    {
      says: 'a number stays in the record, with who has it',
      holds: ({ from, to }) =>
        isKept(
          from.context.numbers.map(({ number, certificate: owner }) => [number, owner]),
          to.context.numbers.map(({ number, certificate: owner }) => [number, owner]),
        ),
    },
    {
      says: 'who asks is told one number, which is his',
      holds: ({ to, offer: { event, by }, effects }) => {
        const told = messages(effects, by.id);
        const his = to.context.numbers.findLast(({ certificate: owner }) => owner === by.id);
        return event.type === 'number.requested'
          ? told.length === 1 && told[0]?.['number'] === his?.number
          : effects.length === 0;
      },
    },
  ],
};

/** A number that nobody uses. */
export const voidNumber: Catalogue<VoidNumberContext> = {
  definition: 'void-number',
  process: 'void-number/DG-2026-11-1',
  starts: [
    {
      name: 'a number that is lost',
      input: { register, begin: { office: 'DG', kind: '11', year: 2026, pattern: numberPattern }, reason: 'for a reason' },
    },
  ],
  *offers() {
    yield offer({ type: 'number.allocated', number: 'DG2026-11-000001', serial: 1 }, { kind: 'process', id: register });
  },
  key: ({ context }) => [context.number],
  isEnd: ({ context }) => context.number !== null,
  laws: [],
  stepLaws: [
    {
      says: 'the number that it is given goes back as void, once',
      holds: ({ from, to, effects }) => {
        const told = messages(effects, register);
        if (from.context.number !== null) return told.length === 0;
        return told.length === 1 && told[0]?.['type'] === 'number.voided' && told[0]['number'] === to.context.number;
      },
    },
  ],
};
