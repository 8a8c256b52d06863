import { instant } from '../../workflows/kernel/brand.ts';
import { consignment } from '../http/testing/consignment.fixture.ts';
import { releaseAdvice } from './release-advice.ts';
import type { Advised } from './release-advice.ts';

const at = instant('2026-03-05T00:00:00.000Z');
const [settledHold] = consignment.holds;
if (!settledHold || !consignment.conformity) throw new Error('the fixture has a finding and a statement');
const open = { ...settledHold, settled: null };
const gate = (name: 'removal' | 'use', advice: 'RELEASE' | 'TREAT') => ({
  gate: name,
  advice,
  allowed: [],
  basis: { zh: 'z', en: 'e' },
  source: null,
  outstanding: [],
});
const judged = (advice: 'RELEASE' | 'TREAT') => ({
  ...consignment.conformity!,
  advice: [gate('removal', advice), gate('use', advice)],
});
const nothing: Advised = { status: 'working', holds: [], ended: null, conformity: null, certificateNo: null, withdrawn: [] };
const advised = (view: Partial<Advised>) =>
  releaseAdvice({ ...nothing, ...view }).map((each) => [each.gate, each.advice, each.outstanding.join()]);
const both = (advice: string, outstanding: string) => [
  ['removal', advice, outstanding],
  ['use', advice, outstanding],
];

describe('release advice', () => {
  it('waits while results are outstanding, and says in which state', () => {
    expect(advised({})).toEqual(both('PENDING', 'working'));
  });
  it('holds at once what a finding on site holds, with what is to stop', () => {
    expect(advised({ holds: [open] })).toEqual(both('HOLD', 'LISTED_PEST,stopUnloading'));
    expect(advised({ holds: [open], conformity: judged('RELEASE'), certificateNo: 'N1' })).toEqual(
      both('HOLD', 'LISTED_PEST,stopUnloading'),
    );
    expect(advised({ holds: [settledHold] })).toEqual(both('PENDING', 'working'));
  });
  it('releases only when the certificate is issued, and tells graver advice before', () => {
    const results = { status: 'assessed', conformity: judged('RELEASE') };
    expect(advised(results)).toEqual(both('PENDING', 'assessed'));
    expect(advised({ ...results, certificateNo: 'N1' })).toEqual(both('RELEASE', ''));
    expect(advised({ ...results, conformity: judged('TREAT') })).toEqual(both('TREAT', ''));
  });
  it('holds what was released on a certificate that is withdrawn, until another is issued', () => {
    const withdrawn = [{ number: 'N1', reason: 'r', at }];
    const results = { status: 'assessed', conformity: judged('RELEASE'), withdrawn };
    expect(advised(results)).toEqual(both('HOLD', 'certificate'));
    expect(advised({ ...results, certificateNo: 'N2' })).toEqual(both('RELEASE', ''));
  });
  it('never releases what ended without a certificate', () => {
    const by = { by: 'officer', at, reason: 'r' };
    const decided = { ...open, settled: { ...by, outcome: 'DESTROY' as const } };
    const results = { conformity: judged('RELEASE') };
    expect(advised({ ...results, ended: { kind: 'withdrawn', ...by } })).toEqual(both('HOLD', 'certificate'));
    expect(advised({ ...results, holds: [decided], ended: { kind: 'not-admitted', ...by } })).toEqual(
      both('DESTROY', ''),
    );
  });
});
