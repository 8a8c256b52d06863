import { coalRulePack } from '../coal-sampling/rule-pack.fixture.ts';
import { person } from '../kernel/testing/rehearsal.ts';
import type { Told } from '../kernel/testing/rehearsal.ts';
import { declared } from './consignment.fixture.ts';

const pack = coalRulePack;
const check = {
  id: 'cleaned',
  name: { zh: '已清洁', en: 'Cleaned' },
  kind: 'yes-no' as const,
  evidence: false,
  twoPersons: false,
};
const codes: Told = { type: 'codes.drawn', stage: 'sampling', ref: 0, codes: ['LOT', 'S1', 'S2'] };
const begun = () => declared(pack, { cargo: { setupChecks: [check] } }).give(codes);
const told = (outcome: 'ready' | 'abandoned', unitNo = 1): Told => ({
  type: 'setup.finished',
  unitNo,
  outcome,
  checks: [],
  records: [],
});

describe('a site that looks at its samplers before they are armed', () => {
  it('has each unit set up first, under its sampling code, and sampled when the sampler is ready', () => {
    expect(begun().wishes('process.start')).toMatchObject([
      {
        definition: 'setup-checks',
        process: 'setup-checks/S1',
        input: { order: { unitNo: 1, sampleId: 'S1', sampler: 'CS-01', checks: [{ id: 'cleaned' }] } },
      },
    ]);
    expect(begun().context.units.map(({ stage }) => stage)).toEqual(['setting-up', 'planned']);
    const ready = begun().give(told('ready'));
    expect(ready.wishes('process.start')).toMatchObject([{ process: 'coal-sampling/S1' }]);
    expect(ready.context.units[0]).toMatchObject({ stage: 'sampling', setup: { outcome: 'ready' } });
    expect(ready.give(told('ready')).wished).toEqual([]);
  });

  it('has no sample of a unit whose set-up was given up, and an officer can order another', () => {
    const lost = begun().give(told('abandoned'));
    expect(lost.context.units).toMatchObject([
      { stage: 'rejected', validity: 'INVALID', setup: { outcome: 'abandoned' } },
      { stage: 'setting-up' },
    ]);
    const again = { type: 'resampling.ordered', unitNo: 1, way: 'sampler', reason: 'mended' };
    expect(lost.refusalOf(again, person('officer'))).toBeUndefined();
  });
});
