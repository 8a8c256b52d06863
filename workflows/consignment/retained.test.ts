import { coalRulePack } from '../coal-sampling/rule-pack.fixture.ts';
import { person } from '../kernel/testing/rehearsal.ts';
import type { Told } from '../kernel/testing/rehearsal.ts';
import {
  decided,
  declared,
  decoded,
  issuedAs,
  playOn,
  playOut,
  prepare,
  prepared,
  sampled,
} from './consignment.fixture.ts';
import type { Consignment } from './consignment.fixture.ts';

const pack = coalRulePack;
const site = { ...declared(pack).context.order.site, storesRetained: true };
const issued = issuedAs('DG2026-11-000001');
const codesOf = ({ context }: Consignment, kind: string) =>
  context.units.flatMap(({ bottles }) =>
    bottles.filter((bottle) => bottle.kind === kind).map(({ code }) => code),
  );

describe('retained bottles of a site that follows them in its store', () => {
  const tested = () => playOut(pack, {}, { order: { site } });
  const kept = () => [...codesOf(tested(), 'reserve-3mm'), ...codesOf(tested(), 'reserve-0.2mm')];
  const certified = () => decoded(tested()).ask(prepare, person('preparer')).give(issued);
  const told = (consignment: Consignment) =>
    consignment.wishes('process.send').map(({ to, event }) => `${to} ${event.type}`);

  it('are put away when they have their codes, and none of those that are tested', () => {
    const coded = (stage: string, ref: number, ...codes: readonly string[]): Told => ({
      type: 'codes.drawn',
      stage,
      ref,
      codes,
    });
    const testing = declared(pack, { order: { site } })
      .give(coded('sampling', 0, 'LOT', 'S1', 'S2'))
      .give({ ...sampled(1) })
      .give(coded('preparation', 1, 'P1'))
      .give({ ...prepared(1) })
      .give(coded('assay', 1, 'A61', 'A32', 'A21', 'A22'));
    const started = testing.wishes('process.start').map(({ process }) => process);
    expect(started).toEqual(['assay/A61', 'assay/A21', 'storage/A32', 'storage/A22']);
  });

  it('are kept from the day of the certificate on', () => {
    expect(told(certified()).sort()).toEqual(
      kept()
        .map((code) => `storage/${code} storage.retain-until`)
        .sort(),
    );
  });

  it('are not disposed of while the result is disputed, and the finer ones go to the laboratory', () => {
    const dispute = { type: 'reinspection.requested', applicant: 'ACME', reason: 'ash' };
    const disputed = certified()
      .ask(decided('use'), { kind: 'customs', id: 'c' })
      .ask(dispute, person('officer'));
    expect(told(disputed).sort()).toEqual(
      [
        ...kept().map((code) => `storage/${code} hold.set`),
        ...codesOf(tested(), 'reserve-0.2mm').map((code) => `storage/${code} reserve.fetched-for-test`),
      ].sort(),
    );
    const concluded = decoded(playOn(disputed, pack)).ask(prepare, person('preparer')).give(issued);
    expect(told(concluded).filter((line) => line.endsWith('hold.lifted'))).toHaveLength(4);
  });
});

it('a site without a store starts nothing for them', () => {
  expect(decoded(playOut(pack)).ask(prepare, person('preparer')).give(issued).wished).toEqual([]);
});
