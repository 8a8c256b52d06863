import type { CertificateDraft } from '../certificate/content.ts';
import { missingItems } from '../certificate/completeness.ts';
import type { TemplateId } from '../certificate/templates.ts';
import { coalRulePack } from '../coal-sampling/rule-pack.fixture.ts';
import { person } from '../kernel/testing/rehearsal.ts';
import type { Told } from '../kernel/testing/rehearsal.ts';
import {
  approved,
  decoded,
  issuedAs,
  kindFrom,
  playOut,
  prepare,
  prepareDocument,
  voucher,
  declared,
} from './consignment.fixture.ts';
import type { Consignment } from './consignment.fixture.ts';
import { declared as declaredGrain, drawn, grainCargo, sampled } from './product/product.fixture.ts';
import { overtakenDocuments } from './documents.ts';

const [officer, preparer, applicant] = [person('officer'), person('preparer'), person('applicant')];
const pack = coalRulePack;
const assessed = () => decoded(playOut(pack));
const failing = () =>
  decoded(playOut(pack, { assay: (order) => approved(pack, order, { A: '50.00', St: '4.20' }) }));
const certified = () => assessed().ask(prepare, preparer).give(issuedAs('DG2026-11-000001'));
const measured = (unit: 't' | 'm3', id = 'q-1', quantity = '7990.5'): Told => ({
  type: 'quantity.measured',
  id,
  method: 'draft-survey',
  quantity,
  unit,
  measuredAt: '2026-03-05T06:00:00.000Z',
  document: 'SZ-1',
  evidence: [],
});
const begunGrain = () => declaredGrain(grainCargo(['OTA', 'Pb'])).give(drawn('sampling', 3, 'S'));
const weighed = () => declared(pack).ask(measured('t'), officer);
const notice = {
  addressee: { name: 'ACME Energy' },
  reason: { zh: '灰分超过限量', en: 'ash above its limit' },
  required: { zh: '退运', en: 'return of the cargo' },
};
const treatment = {
  method: { zh: '熏蒸', en: 'Fumigation' },
  place: 'anchorage',
  by: 'Fumigators',
  completedOn: '2026-03-06',
  certificateNo: null,
};

type Draft = {
  readonly draft: CertificateDraft;
  readonly role?: string;
  readonly predecessor: string | null;
};
const begunOf = (consignment: Consignment) => consignment.wishes('process.start')[0]?.input as unknown;
const inputOf = (consignment: Consignment): Draft => begunOf(consignment) as Draft;
const refusedAs = (consignment: Consignment, template: TemplateId, more = {}) =>
  consignment.refusalOf(prepareDocument(kindFrom(template), more), preparer);
const toldOf = (consignment: Consignment, template: TemplateId, more = {}) =>
  JSON.stringify(refusedAs(consignment, template, more));
const draftOf = (consignment: Consignment, template: TemplateId, more = {}) =>
  inputOf(consignment.ask(prepareDocument(kindFrom(template), more), preparer)).draft;

describe('when a document can be prepared', () => {
  it.each([
    ['weight', /no quantity of this kind is measured/],
    ['quantity', /no quantity of this kind is measured/],
    ['sampling-voucher', /not every unit is sampled/],
    ['sampling-report', /not every unit is sampled/],
    ['test-report', /not decoded and judged/],
    ['quarantine', /not decoded and judged/],
    ['nonconformity', /not decoded and judged/],
    ['inspection-quarantine', /not decoded and judged/],
    ['treatment', /no treatment is ordered or advised/],
  ] as const)('is told for %s of a consignment that is only declared', (template, message) => {
    expect(refusedAs(declared(pack), template)).toMatchObject({
      code: 'DOCUMENT_NOT_DUE',
      message: expect.stringMatching(message),
      remedy: expect.any(String),
    });
  });

  it('asks a certificate of weight for a mass, and takes the newest or the one that is named', () => {
    const volume = declared(pack).ask(measured('m3'), officer);
    expect(refusedAs(volume, 'weight')).toMatchObject({ code: 'DOCUMENT_NOT_DUE' });
    expect(draftOf(volume, 'quantity').quantity).toMatchObject({ value: '7990.5', unit: 'm3' });
    const again = weighed().ask(measured('t', 'q-2', '7991'), officer);
    expect(draftOf(again, 'weight').quantity).toMatchObject({
      value: '7991',
      document: 'SZ-1',
      recordedBy: 'Name of officer',
    });
    expect(draftOf(again, 'weight', { measurement: 'q-1' }).quantity?.value).toBe('7990.5');
    expect(toldOf(again, 'weight', { measurement: 'q-9' })).toContain('no fitting measurement q-9');
  });

  it('gives a notice of nonconformity only to a lot that fails, with the limits it does not meet', () => {
    expect(toldOf(assessed(), 'nonconformity', { notice })).toContain('the lot does not fail');
    expect(refusedAs(failing(), 'nonconformity')).toMatchObject({
      code: 'CERTIFICATE_INCOMPLETE',
      field: 'notice.addressee',
    });
    const told = draftOf(failing(), 'nonconformity', { notice }).notice;
    expect(told).toMatchObject(notice);
    const limits = failing().context.conformity?.items.filter(({ verdict }) => verdict === 'FAIL');
    expect(told?.legalBasis).toContainEqual(limits?.[0]?.limit.source);
  });

  it('certifies that a cargo passed only when its certificate of results stands and release is advised', () => {
    expect(toldOf(assessed(), 'inspection-quarantine')).toContain('has not passed');
    expect(draftOf(certified(), 'inspection-quarantine').conformity?.overall).toBe('PASS');
    const withdrawn = certified().give({
      type: 'certificate.withdrawn',
      number: 'DG2026-11-000001',
      reason: 'mixed up',
    });
    expect(toldOf(withdrawn, 'inspection-quarantine')).toContain('has not passed');
    const failed = failing().ask(prepare, preparer).give(issuedAs('DG2026-11-000001'));
    expect(toldOf(failed, 'inspection-quarantine')).toContain('has not passed');
  });

  it('gives a voucher when all units are sampled, without a code or a result', () => {
    const soybeans = begunGrain().give(sampled(1));
    expect(toldOf(soybeans, 'sampling-voucher')).toContain('not every unit is sampled');
    const units = assessed();
    const draft = inputOf(units.ask(prepareDocument(voucher), preparer)).draft;
    expect(missingItems(draft)).toEqual([]);
    expect(draft).toMatchObject({ results: [], conformity: null, assayCodes: [], deviations: [] });
    expect(draft.sampling?.units.length).toBe(units.context.units.length);
    const codes = units.context.containers.flatMap(({ code }) =>
      code === units.context.lotCode ? [] : [code],
    );
    expect(codes.length).toBeGreaterThan(6);
    for (const code of codes) expect(JSON.stringify(draft)).not.toContain(code);
  });

  it('is refused once the inspection has ended', () => {
    const ended = begunGrain()
      .ask(measured('t'), officer)
      .ask({ type: 'inspection.ended', kind: 'withdrawn', reason: 'sold' }, officer);
    expect([ended.state, toldOf(ended, 'weight')]).toEqual(['ending', expect.stringContaining('has ended')]);
  });
});

describe('a pest and its papers', () => {
  const pest: Told = {
    type: 'quarantine.found',
    finding: 'LISTED_PEST',
    unitNo: 1,
    whileUnloading: false,
    treatment: 'effective',
    remark: 'living beetles',
    evidence: [],
  };
  const settled = () =>
    begunGrain()
      .ask(pest, officer)
      .ask(
        { type: 'quarantine.settled', holdNo: 1, outcome: 'TREAT_THEN_REINSPECT', reason: 'fumigate' },
        officer,
      );
  const ordered = { ...notice, required: { zh: '熏蒸', en: 'fumigation' } };

  it('have a notice of treatment once an officer ordered one, with what was found and by what law', () => {
    expect(toldOf(begunGrain().ask(pest, officer), 'treatment', { notice: ordered })).toContain(
      'no treatment',
    );
    const { notice: told, quarantine } = draftOf(settled(), 'treatment', { notice: ordered });
    expect(told?.legalBasis.length).toBeGreaterThan(0);
    expect(quarantine).toMatchObject({
      findings: [
        {
          code: 'LISTED_PEST',
          remark: 'living beetles',
          where: settled().context.units[0]?.label,
          settled: { outcome: 'TREAT_THEN_REINSPECT', name: { zh: expect.stringMatching(/处理/) } },
        },
      ],
      treatment: null,
    });
  });
});

describe('the life of a document', () => {
  const process = 'certificate/D1.1.WE.1';
  const of = (id: string) => ({ kind: 'process' as const, id });
  const issue = (number: string): Told => ({ ...issuedAs(number), type: 'document.issued' });
  const begun = () => weighed().ask(prepareDocument(kindFrom('weight')), preparer);
  const issued = () => begun().give(issue('DG2026-WE-000001'), of(process));

  it('is a certificate of its own, which tells the consignment what becomes of it', () => {
    expect(inputOf(begun())).toMatchObject({
      role: 'document',
      predecessor: null,
      draft: { template: 'weight' },
    });
    expect(begun().context).toMatchObject({
      certificateId: null,
      documents: [{ process, status: 'preparing' }],
    });
    expect(issued().context.documents).toMatchObject([
      { process, status: 'issued', number: 'DG2026-WE-000001', digest: 'digest of DG2026-WE-000001' },
    ]);
    const withdrawn = issued().give(
      { type: 'document.withdrawn', number: 'DG2026-WE-000001', reason: 'wrong scale' },
      of(process),
    );
    expect(withdrawn.context.documents).toMatchObject([{ status: 'withdrawn', reason: 'wrong scale' }]);
    expect(withdrawn.state).toBe(begun().state);
    const returned = begun().give({ type: 'document.not-issued', reason: 'wrong vessel' }, of(process));
    expect(returned.context.documents).toMatchObject([
      { status: 'not-issued', reason: 'wrong vessel', number: null },
    ]);
  });

  it('takes the place of one of its kind that is out, and of none twice', () => {
    const replaces = { number: 'DG2026-WE-000001', reason: 'weighed again' };
    const asked = prepareDocument(kindFrom('weight'), { replaces });
    expect(begun().refusalOf(asked, preparer)).toMatchObject({
      code: 'DOCUMENT_NOT_FOUND',
      field: 'replaces.number',
    });
    const again = issued().ask(asked, preparer);
    expect(inputOf(again)).toMatchObject({
      predecessor: process,
      draft: {
        replaces: { number: replaces.number, digest: 'digest of DG2026-WE-000001', reason: replaces.reason },
      },
    });
    expect(again.refusalOf(asked, preparer)).toMatchObject({ code: 'DOCUMENT_NOT_FOUND' });
    const out = again.give(issue('DG2026-WE-000002'), of('certificate/D1.1.WE.2'));
    expect(out.context.documents.map(({ status }) => status)).toEqual(['replaced', 'issued']);
  });

  it('ends before it is signed when the results it was made of are taken back', () => {
    const reported = certified().ask(prepareDocument(kindFrom('test-report')), preparer);
    const again = reported.ask(
      { type: 'reinspection.requested', applicant: 'Importer', reason: 'disputed' },
      applicant,
    );
    expect(again.state).toBe('working');
    expect(again.messages('certificate/D1.1.TE.1')).toMatchObject([{ type: 'certificate.outdated' }]);
    const weight = certified()
      .ask(measured('t'), officer)
      .ask(prepareDocument(kindFrom('weight')), preparer);
    const other = weight.ask(
      { type: 'reinspection.requested', applicant: 'Importer', reason: 'disputed' },
      applicant,
    );
    expect(other.messages(process)).toEqual([]);
  });

  it('stays out when the results it was made of are taken back, and is listed until it is withdrawn or replaced', () => {
    const report = 'certificate/D1.1.TE.1';
    const disputed = { type: 'reinspection.requested', applicant: 'Importer', reason: 'disputed' } as const;
    const out = certified().ask(prepareDocument(kindFrom('test-report')), preparer).give(issue('DG2026-TE-000001'), of(report));
    expect(overtakenDocuments(out.context)).toEqual([]);
    const again = out.ask(disputed, applicant);
    expect(overtakenDocuments(again.context)).toMatchObject([{ process: report, number: 'DG2026-TE-000001', status: 'issued' }]);
    const withdrawn = again.give({ type: 'document.withdrawn', number: 'DG2026-TE-000001', reason: 'disputed' }, of(report));
    expect(overtakenDocuments(withdrawn.context)).toEqual([]);
    // What was signed in the moment before the draft heard of it.
    const late = certified().ask(prepareDocument(kindFrom('test-report')), preparer).ask(disputed, applicant);
    expect(overtakenDocuments(late.context)).toEqual([]);
    expect(overtakenDocuments(late.give(issue('DG2026-TE-000001'), of(report)).context)).toHaveLength(1);
    // A weight rests on no results.
    expect(overtakenDocuments(issued().context)).toEqual([]);
  });

  it('tells of a treatment where one was ordered', () => {
    expect(draftOf(certified(), 'quarantine', { treatment }).quarantine).toEqual({ findings: [], treatment });
    expect(missingItems(draftOf(certified(), 'quarantine'))).toEqual([]);
  });
});
