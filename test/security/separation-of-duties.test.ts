import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { knowsTheCargo } from '../../orchestrator/http/operation-roles.ts';
import { dutyRules, rolesApart, tooManyRoles } from '../../orchestrator/identity/separation-of-duties.ts';
import type { DutyRuleId } from '../../orchestrator/identity/separation-of-duties.ts';
import { roles } from '../../orchestrator/services/contract.ts';
import { refuseAssay } from '../../workflows/assay/refusals.ts';
import { refuseCertificate } from '../../workflows/certificate/refusals.ts';
import { coalRulePack } from '../../workflows/coal-sampling/rule-pack.fixture.ts';
import { decode, playOut } from '../../workflows/consignment/consignment.fixture.ts';
import type { Actor } from '../../workflows/kernel/process.ts';
import { ok } from '../../workflows/kernel/refusal.ts';
import type { Refusal } from '../../workflows/kernel/refusal.ts';
import { person } from '../../workflows/kernel/testing/rehearsal.ts';
import { refuseReport } from '../../workflows/laboratory-comparison/machine.ts';
import { refuseSettling } from '../../workflows/plant-unit/interventions.ts';
import { refuseData } from '../../workflows/sample-handling/data-refusals.ts';
import { refuseOwnMeasurement } from '../../workflows/consignment/parcel-volume.ts';
import { refuseCabinet } from '../../workflows/storage/cabinet-refusals.ts';
import { confirm, over, propose } from '../../workflows/storage/storage.fixture.ts';
import { refuseCarriage } from '../../workflows/transport/refusals.ts';

/** What a process says to `by` after `did` had a part in it. */
type Scene = (did: Actor, by: Actor) => Pick<Refusal, 'code'> | undefined;

/** As much of a record as the refusal looks at: one that looks at more throws here, and its scene is to be completed. */
const just = <T>(part: object): T => part as T;
const stamped = <T>(by: Actor, event: object) =>
  just<T>({ ...event, id: 'input', at: '2026-05-04T03:21:00.000Z', by });

const certificate = (context: object, by: Actor, event: object) =>
  refuseCertificate(
    just({ draftDigest: 'd', preparedBy: null, reviewedBy: null, withdrawal: null, ...context }),
    stamped(by, { draftDigest: 'd', ...event }),
  );

const insects = { item: 'insects', rule: 'observation' };
const bottle = (state: 'testing' | 'in-review', did: Actor, by: Actor, event: object) => {
  const determinations = [{ analyst: did.id, value: 'not-found' }];
  const verdict = { kind: state === 'testing' ? 'need-more' : 'observed' };
  return refuseAssay(
    () => [just({ item: insects, read: ok })],
    just({
      order: { code: 'B', items: [{ item: 'insects' }] },
      items: [{ item: 'insects', determinations, discarded: [], verdict }],
    }),
    state,
    stamped(by, event),
  );
};

const scenes: Readonly<Record<DutyRuleId, Scene>> = {
  observeTwice: (did, by) =>
    bottle('testing', did, by, { type: 'determination.entered', item: 'insects', value: 'not-found' }),
  reviewOwnResults: (did, by) => bottle('in-review', did, by, { type: 'review.accepted' }),
  returnOwnResults: (did, by) =>
    bottle('in-review', did, by, { type: 'review.returned', items: ['insects'], reason: 'r' }),
  compareOwnResults: (did, by) =>
    refuseReport(
      just({ order: { approved: { code: 'B', analysts: [did.id], results: [] } }, reports: [] }),
      stamped(by, { type: 'report.entered', laboratory: 'other', reportNo: '1', values: [] }),
      just({}),
    ),
  decodeTwice: (did, by) => tested.ask(decode, did).refusalOf(decode, by),
  acceptOwnMeasurement: (did, by) =>
    refuseOwnMeasurement(
      { measurements: [just({ id: 'ticket', by: did.name ?? did.id })] },
      just({ measurement: 'ticket', preparationFindings: [], custodyFindings: [], conformance: { findings: [{ code: 'PARCEL_METERS_DIFFER' }] } }),
      by,
    ),
  reviewOwnCertificate: (did, by) => certificate({ preparedBy: did }, by, { type: 'certificate.reviewed' }),
  approveOwnCertificate: (did, by) => certificate({ preparedBy: did }, by, { type: 'certificate.approved' }),
  approveReviewedCertificate: (did, by) =>
    certificate({ reviewedBy: did }, by, { type: 'certificate.approved' }),
  confirmOwnWithdrawal: (did, by) =>
    certificate({ withdrawal: { proposedBy: did } }, by, { type: 'withdrawal.confirmed' }),
  confirmOwnProposal: (did, by) =>
    refuseSettling<null>(
      [just({ no: 1, status: 'proposed', by: did })],
      stamped(by, { type: 'intervention.confirmed', numbers: [1] }),
    ),
  handOverToOneself: (did, by) =>
    refuseData(
      just({}),
      just({ id: 'hand-over', kind: 'hand-over' }),
      just({ kind: 'hand-over', receivedBy: by.id, evidence: [] }),
      did.id,
    ),
  receiveOwnCarriage: (did, by) =>
    refuseCarriage(
      just({ order: { receiver: null }, released: { by: did } }),
      stamped(by, { type: 'carriage.refused' }),
    ),
  confirmOwnDisposal: (did, by) => over().ask(propose, did).refusalOf(confirm, by),
  confirmOwnWordOfAnOrder: (did, by) =>
    refuseCabinet(just({ orders: [{ no: 1, proposal: { by: did } }] }), 'working', stamped(by, { type: 'order.confirmed', no: 1 })),
};

const tested = playOut(coalRulePack);
const [ann, bo] = [person('ann'), person('bo')];

it('tells who has roles that are better kept apart, and of nobody else', () => {
  expect(rolesApart[0]?.other.toSorted()).toEqual([...knowsTheCargo].sort());
  expect(roles.filter((role) => tooManyRoles([role]).length > 0)).toEqual([]);
  expect(tooManyRoles(['analyst', 'reviewer'])).toEqual([]);
  expect(tooManyRoles(['officer', 'custodian', 'signatory'])).toEqual([]);
  expect(tooManyRoles(['analyst', 'officer'])).toHaveLength(1);
  expect(tooManyRoles(['sampler', 'signatory', 'administrator'])).toHaveLength(2);
});

describe('separation of duties', () => {
  it.each(Object.entries(dutyRules) as [DutyRuleId, (typeof dutyRules)[DutyRuleId]][])(
    '%s: refused to the same person, and to nobody else for that reason',
    (id, { code }) => {
      expect(scenes[id](ann, ann)?.code).toBe(code);
      expect(scenes[id](ann, bo)).toBeUndefined();
      expect(scenes[id](bo, ann)).toBeUndefined();
    },
  );

  it('has a row for every refusal of the kind that a process knows, and no other', () => {
    const root = join(process.cwd(), 'workflows');
    const found = readdirSync(root, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
      .flatMap((file) => {
        const codes = readFileSync(join(root, file), 'utf8').matchAll(/code: '([A-Z_]*SAME_PERSON)'/g);
        return [...codes].map(([, code]) => `${file.split('/')[0]} ${code}`);
      });
    const rows = Object.values(dutyRules).map(({ process, code }) => `${process} ${code}`);
    expect([...new Set(rows)].sort()).toEqual([...new Set(found)].sort());
  });
});
