import { completeCertificate, completeDraft } from './completeness.fixture.ts';
import { draftRequirements, issueRequirements } from './completeness-requirements.ts';
import { missingItems } from './completeness.ts';
import type { Certificate, CertificateDraft } from './content.ts';

/** The certificate with one value taken away (or replaced), by concrete path such as `results[0].unit`. */
function without(path: string, replacement?: unknown): Certificate {
  const copy: Record<string, unknown> = JSON.parse(JSON.stringify(completeCertificate));
  const steps = path.split(/[.[\]]+/).filter((step) => step !== '');
  const last = steps.pop() ?? '';
  const holder = steps.reduce<unknown>((at, step) => Reflect.get(Object(at), step), copy);
  if (replacement === undefined) Reflect.deleteProperty(Object(holder), last);
  else Reflect.set(Object(holder), last, replacement);
  return JSON.parse(JSON.stringify(copy));
}

const requirements = [...draftRequirements, ...issueRequirements];
const first = (field: string) => field.replaceAll('[]', '[0]');

describe('completeness of a certificate', () => {
  it('finds nothing missing in a complete certificate or draft', () => {
    expect(missingItems(completeCertificate)).toEqual([]);
    expect(missingItems(completeDraft)).toEqual([]);
  });

  it('covers the clauses it can check', () => {
    const items = new Set(requirements.map((requirement) => requirement.item));
    for (const letter of 'abcdefghijkmo') expect(items).toContain(`7.8.2.1 ${letter}`);
    for (const item of ['7.8.5 a', '7.8.5 b', '7.8.5 f', '7.8.6.1', '7.8.6.2 a', '7.8.6.2 b', '7.8.6.2 c'])
      expect(items).toContain(item);
  });

  it.each(requirements.map(({ field, item }) => [first(field), item]))(
    'asks for %s under %s when it is gone',
    (field, item) => {
      // A list entry that is a plain value can not be deleted, only emptied.
      const broken = field.endsWith(']') ? without(field, '') : without(field);
      expect(missingItems(broken)).toEqual([{ item, field, zh: expect.any(String), en: expect.any(String) }]);
    },
  );

  it.each(
    requirements
      .filter(
        ({ field }) => !/(goodsItem|no|incrementsPlanned|incrementsTaken|version|position)$/.test(field),
      )
      .map(({ field, item }) => [first(field), item]),
  )('counts blanks as missing: %s', (field, item) =>
    expect(missingItems(without(field, ' \t'))).toEqual([expect.objectContaining({ item, field })]),
  );

  it('reports an empty list once, under the clause that asks for it first', () => {
    expect(missingItems(without('sampling.units', []))).toEqual([
      expect.objectContaining({ item: '7.8.5 b', field: 'sampling.units' }),
    ]);
    expect(missingItems(without('results', []))).toEqual([
      expect.objectContaining({ item: '7.8.2.1 m', field: 'results' }),
    ]);
    expect(missingItems(without('conformity.items', []))).toEqual([
      expect.objectContaining({ item: '7.8.6.2 a', field: 'conformity.items' }),
    ]);
    expect(missingItems(without('assayCodes', []))).toEqual([
      expect.objectContaining({ item: '7.8.2.1 g', field: 'assayCodes' }),
    ]);
  });

  it('reports a whole part that is gone at the place where it breaks off', () => {
    expect(missingItems(without('laboratory')).map((one) => one.field)).toEqual(['laboratory']);
    expect(missingItems(without('sampling')).map((one) => one.field)).toEqual(['sampling']);
  });

  it('finds the one element of a list that lacks something', () => {
    expect(missingItems(without('results[4].unit', ''))).toEqual([
      expect.objectContaining({ item: '7.8.2.1 m', field: 'results[4].unit' }),
    ]);
  });

  it('does not ask a draft for number and signature, but asks a certificate for all of them', () => {
    const draft: CertificateDraft = completeDraft;
    expect(missingItems(draft)).toEqual([]);
    const halfIssued = { ...draft, number: 'DG2026-11-000042' };
    expect(missingItems(halfIssued).map((one) => one.field)).toEqual(
      expect.arrayContaining(['issuedAt', 'approvedBy', 'preparedBy', 'reviewedBy', 'journalHead']),
    );
  });

  it('wants a deviation for a unit that was not sampled as planned or is not plainly valid', () => {
    expect(missingItems(without('deviations', []))).toEqual([
      expect.objectContaining({ item: '7.8.2.1 n', field: 'deviations' }),
    ]);
    const units = (validity: string, taken: number) =>
      completeCertificate.sampling.units.map((unit) => ({ ...unit, validity, incrementsTaken: taken }));
    const planned: Certificate = JSON.parse(
      JSON.stringify({
        ...without('deviations', []),
        sampling: { ...completeCertificate.sampling, units: units('VALID', 39) },
      }),
    );
    expect(missingItems(planned)).toEqual([]);
    const suspect: Certificate = JSON.parse(
      JSON.stringify({ ...planned, sampling: { ...planned.sampling, units: units('SUSPECT', 39) } }),
    );
    expect(missingItems(suspect)).toEqual([expect.objectContaining({ item: '7.8.2.1 n' })]);
  });

  it('wants words for every deviation', () => {
    expect(missingItems(without('deviations[0].en', ''))).toEqual([
      expect.objectContaining({ item: '7.8.2.1 n', field: 'deviations[0].en' }),
    ]);
  });

  it('asks for no judged results where no limit applies, and for them where one does', () => {
    const nothingJudged = { ...completeDraft.conformity, items: [], overall: 'NO_LIMIT' as const };
    expect(missingItems({ ...completeDraft, conformity: nothingJudged })).toEqual([]);
    expect(missingItems({ ...completeDraft, conformity: { ...nothingJudged, overall: 'PASS' } })).toEqual([
      expect.objectContaining({ item: '7.8.6.2 a', field: 'conformity.items' }),
    ]);
  });

  it('refuses a customer mark at a field that is not there', () => {
    expect(missingItems(without('suppliedByCustomer', ['transport.vessel', 'transport.captain']))).toEqual([
      expect.objectContaining({ item: '7.8.2.2', field: 'suppliedByCustomer[1]' }),
    ]);
  });
});
