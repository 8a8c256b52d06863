import { createHash } from 'node:crypto';
import { decimalString } from '../../../workflows/kernel/brand.ts';
import { ok, refuse } from '../../../workflows/kernel/refusal.ts';
import type { Acknowledged } from '../../../workflows/certificate/record.ts';
import type { AlarmService } from '../../services/alarms.ts';
import type { CustomsService, OperatorService } from '../../services/contract.ts';
import type { IssuedCertificate } from '../../views/issued-certificate.ts';
import type { CustomsRecordService } from '../../services/customs-record.ts';
import type { InspectionService } from '../../services/inspection.ts';
import type { ScheduleService } from '../../services/schedule.ts';
import type { HouseServices } from '../deps.ts';
import type * as view from '../../views/model.ts';
import * as bench from './assay.fixture.ts';
import * as fixture from './consignment.fixture.ts';
import * as plant from './plant.fixture.ts';
import { fakePlantInsight } from './plant-insight.fixture.ts';
import * as shared from './shared.fixture.ts';
import { fakeCustomsClients } from './customs-client.fixture.ts';
import { fakeHandling } from './handling.fixture.ts';
import { fakeSetups } from './setup.fixture.ts';
import { fakeBlindControl } from './blind-control.fixture.ts';
import { fakeInstruments } from './instrument.fixture.ts';
import { fakeLaboratoryComparison } from './laboratory-comparison.fixture.ts';
import { fakeStorage } from './storage.fixture.ts';
import { fakeJourneys } from './journey.fixture.ts';
import { fakeOffice } from './office.fixture.ts';
import { fakeInputs } from './nomination.fixture.ts';
import { fakeWebhookAdministration, fakeWebhooks } from './webhook.fixture.ts';
import type { SamplePipeline } from '../../services/sample-pipeline.ts';

export const pdfBytes = Buffer.from('%PDF-1.7 an issued paper');
/** Canonical JSON: no blanks, no charset, Chinese as UTF-8. */
export const jsonBytes = Buffer.from('{"number":"QL/2026/000001","title":"品质证书"}');
const xmlBytes = Buffer.from('<rsm:SPSCertificate/>');
const jwsBytes = Buffer.from('e30.e30.c2ln');
/** What every certificate of the fake cites. */
const { declarationNo, inspectionOrderNo, transport } = fixture.preparedCertificate.draft;
const cited = { declarationNo, inspectionOrderNo, billOfLading: transport.billOfLading };
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
export const pdfDigest = sha256(pdfBytes);
export const jsonDigest = sha256(jsonBytes);
const xmlDigest = sha256(xmlBytes);
const jwsDigest = sha256(jwsBytes);

/** What the fake was asked to do, in order: method and arguments without the caller. */
interface Asked {
  readonly method: string;
  readonly by: string;
  readonly what: unknown;
}

export interface FakeServices extends HouseServices {
  readonly asked: Asked[];
  /** Blobs by digest; a test may take one out or spoil it. */
  readonly blobs: Map<string, Buffer>;
  readonly issued: Map<string, IssuedCertificate>;
}

/** The house behind the edge, in memory: one consignment, idempotent by id as the contract says. */
export function createFakeServices(): FakeServices {
  const asked: Asked[] = [];
  const blobs = new Map([
    [pdfDigest, pdfBytes],
    [jsonDigest, jsonBytes],
    [xmlDigest, xmlBytes],
    [jwsDigest, jwsBytes],
  ]);
  const issued = new Map<string, IssuedCertificate>([
    [
      fixture.certificateNo,
      {
        number: fixture.certificateNo,
        version: 1,
        status: 'issued',
        kind: fixture.preparedCertificate.draft.kind,
        declarationNo: fixture.declarationNo,
        goodsItem: 1,
        pdf: { sha256: pdfDigest },
        json: { sha256: jsonDigest },
        xml: { sha256: xmlDigest },
        jws: { sha256: jwsDigest },
        issuedAt: shared.fixtureTime,
        replaces: null,
        replacedBy: null,
        withdrawn: null,
      },
    ],
  ]);
  /** Gives nothing that has changed, as the stores do. */
  const stored = async (digest: string): Promise<Buffer | null> => {
    const bytes = blobs.get(digest);
    if (bytes && sha256(bytes) !== digest) throw new Error(`${digest} does not hold the bytes that were stored`);
    return bytes ?? null;
  };
  let certificate = fixture.preparedCertificate;
  const acknowledgements = new Map<string, Acknowledged>();
  const decisions = new Map<string, view.CustomsDecision>();
  const note = (method: string, by: string, what: unknown) => asked.push({ method, by, what });
  const known = <T>(id: string, expected: string, value: T) =>
    id === expected
      ? ok(value)
      : refuse({ code: 'CONSIGNMENT_NOT_FOUND', message: `No ${id}.`, remedy: 'Check the id.' });

  const operator: OperatorService = {
    async declare(caller, declaration) {
      note('declare', caller.id, declaration);
      if (declaration.declaredMass.startsWith('-')) {
        return refuse({
          code: 'MASS_NOT_POSITIVE',
          field: 'declaredMass',
          message: 'Not positive.',
          remedy: 'Give t.',
        });
      }
      return ok(fixture.consignment);
    },
    consignments: async (wanted) => {
      note('consignments', '', wanted);
      return { items: [fixture.consignment], next: 'next' };
    },
    consignment: async (id) => (id === fixture.consignmentId ? fixture.consignment : null),
    lineage: async () => [fixture.container],
    async decideValidity(caller, id, decision) {
      note('decideValidity', caller.id, decision);
      return known(id, fixture.consignmentId, fixture.consignment);
    },
    async authoriseDecoding(caller, id) {
      note('authoriseDecoding', caller.id, id);
      return known(id, fixture.consignmentId, fixture.consignment);
    },
    async prepareCertificate(caller, id) {
      note('prepareCertificate', caller.id, id);
      return known(id, fixture.consignmentId, fixture.consignment);
    },
    async amendCertificate(caller, id, amendment) {
      note('amendCertificate', caller.id, { id, ...amendment });
      return known(id, fixture.consignmentId, fixture.consignment);
    },
    async prepareDocument(caller, id, request) {
      note('prepareDocument', caller.id, { id, ...request });
      return known(id, fixture.consignmentId, fixture.consignment);
    },
    async runs({ sees = () => true, ...wanted }) {
      note('runs', '', wanted);
      return { items: [plant.samplingRun, plant.preparationRun].filter(({ id }) => sees(id)), next: null };
    },
    run: async (id) => [plant.samplingRun, plant.preparationRun].find((run) => run.id === id) ?? null,
    async commandRun(caller, id, command) {
      note('commandRun', caller.id, { id, ...command });
      return ok(id === plant.samplingRunId ? plant.samplingRun : plant.preparationRun);
    },
    async intervene(caller, id, intervention) {
      note('intervene', caller.id, { id, ...intervention });
      return ok(plant.samplingRun);
    },
    async settleInterventions(caller, id, word) {
      note('settleInterventions', caller.id, { id, ...word });
      return ok(plant.samplingRun);
    },
    units: async () => [plant.unit],
    async assayTasks(wanted) {
      note('assayTasks', '', wanted);
      return { items: [bench.assayTask], next: null };
    },
    assayTask: async (code) => (code === bench.assayCode ? bench.assayTask : null),
    async enterDetermination(caller, code, determination) {
      note('enterDetermination', caller.id, { code, ...determination });
      return ok(bench.assayTask);
    },
    async reviewAssay(caller, _code, review) {
      note('reviewAssay', caller.id, review);
      return ok(bench.assayTask);
    },
    async certificates(wanted) {
      note('certificates', '', wanted);
      return { items: [certificate], next: null };
    },
    certificate: async (id) => (id === fixture.certificateId ? certificate : null),
    async reviewCertificate(caller, _id, review) {
      note('reviewCertificate', caller.id, review);
      return ok(certificate);
    },
    async approveCertificate(caller, _id, approval) {
      note('approveCertificate', caller.id, approval);
      if (approval.draftDigest !== certificate.draftDigest) {
        return refuse({ code: 'DRAFT_STALE', message: 'The draft has changed.', remedy: 'Read it again.' });
      }
      certificate = {
        ...certificate,
        status: 'issued',
        number: fixture.certificateNo,
        approvedBy: caller.id,
        issuedAt: shared.fixtureTime,
        files: { pdf: pdfDigest, json: jsonDigest, xml: xmlDigest, jws: jwsDigest },
      };
      return ok(certificate);
    },
    async proposeWithdrawal(caller, _id, proposal) {
      note('proposeWithdrawal', caller.id, proposal);
      return ok(certificate);
    },
    async settleWithdrawal(caller, _id, word) {
      note('settleWithdrawal', caller.id, word);
      return ok(certificate);
    },
    blob: stored,
  };

  const customs: CustomsService = {
    async changes(after, limit, waitMs) {
      note('changes', '', { after, limit, waitMs });
      return fixture.changes.filter(({ cursor }) => cursor > after).slice(0, limit);
    },
    certificate: async (number) => issued.get(number) ?? null,
    certificatesOf: async (by, value) => (cited[by] === value ? [...issued.values()] : []),
    blob: stored,
    async acknowledge(client, number, acknowledgement) {
      note('acknowledge', client.clientId, { number, ...acknowledgement });
      const recorded = acknowledgements.get(acknowledgement.id) ?? {
        ...acknowledgement,
        client: client.clientId,
        of: 'issued',
        at: shared.fixtureTime,
      };
      acknowledgements.set(recorded.id, recorded);
      return ok(recorded);
    },
    advice: async (declarationNo) => (declarationNo === fixture.declarationNo ? fixture.advice : null),
    async decide(client, declarationNo, decision) {
      note('decide', client.clientId, { declarationNo, ...decision });
      if (decision.quantity === decimalString('0')) {
        return refuse({
          code: 'QUANTITY_NOT_POSITIVE',
          field: 'quantity',
          message: 'Is 0.',
          remedy: 'Give t.',
        });
      }
      const recorded = decisions.get(decision.id) ?? { ...decision, at: shared.fixtureTime };
      decisions.set(recorded.id, recorded);
      return ok({ ...recorded, remaining: decimalString('0') });
    },
    async recordPull(client, pull) {
      note('recordPull', client.clientId, pull);
    },
  };
  const customsRecord: CustomsRecordService = {
    async pulls(of, after, limit) {
      note('pulls', '', { of, after, limit });
      return fixture.pulls.filter(({ cursor }) => cursor > after).slice(0, limit);
    },
    differences: async () => ({ items: [fixture.difference], next: null }),
  };
  const alarms: AlarmService = {
    open: async () => [plant.alarm],
    closedOn: async () => [],
    alarm: async (id) => (id === plant.alarm.id ? plant.alarm : null),
    async acknowledge(caller, id) {
      note('acknowledgeAlarm', caller.id, id);
      return ok(plant.alarm);
    },
    async shelve(caller, id, wish) {
      note('shelveAlarm', caller.id, { id, ...wish });
      return ok(plant.alarm);
    },
    async unshelve(caller, id, reason) {
      note('unshelveAlarm', caller.id, { id, reason });
      return ok(plant.alarm);
    },
    limits: { shelving_min: 480, stale_h: 24 },
    statistics: async () => plant.alarmStatistics,
  };

  const schedule: ScheduleService = {
    ahead: async () => plant.scheduleAhead,
    async changeTurn(caller, unit, change) {
      note('changeTurn', caller.id, { unit, ...change });
      return ok(plant.unit.waiting);
    },
  };

  const inspection: InspectionService = {
    async tell(caller, id, told) {
      note('tell', caller.id, told);
      return known(id, fixture.consignmentId, fixture.consignment);
    },
    async turnaround(from, to, kind) {
      note('turnaround', '', { from, to, kind });
      return [{ stage: 'sampling', units: 4, median_min: 31.5, p90_min: 44, longest_min: 44 }];
    },
    async divide(caller, id, told) {
      note('divide', caller.id, { id, ...told });
      return ok(plant.samplingRun);
    },
  };

  const pipeline: SamplePipeline = {
    async ofConsignments() {
      return [{ stage: 'testing', count: 3, oldest: shared.fixtureTime, late: 1 }];
    },
    async ofRuns(stages, sees) {
      const count = [plant.samplingRun, plant.preparationRun].filter(({ id }) => sees(id)).length;
      return stages.map((stage) => ({ stage, count, oldest: null, late: 0 }));
    },
  };

  return { operator, customs, customsRecord, alarms, inspection, pipeline, schedule, plant: fakePlantInsight(), ...fakeHandling(note), ...fakeStorage(note), setups: fakeSetups(note), customsClients: fakeCustomsClients(note), ...fakeJourneys(note), ...fakeInputs(note), ...fakeOffice(note), ...fakeBlindControl(note), instruments: fakeInstruments(note), laboratoryComparison: fakeLaboratoryComparison(note), webhooks: fakeWebhooks(note), webhookAdministration: fakeWebhookAdministration(note), asked, blobs, issued };
}
