import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Login } from '../composition/identity.ts';
import type { AssayTaskView, CertificateView, ChangeRow, ConsignmentView, ReleaseAdviceView, RunView } from '../views/model.ts';
import { ApiClient, ApiError } from './http-client.ts';
import { readInstrument } from './instruments.ts';

/** How often the demonstration's people look at their queues, ms. */
const lookEvery = 400;
/** What stood that many looks is not a passing moment. */
const looksBeforeActing = 15;
const reasons = {
  resume: '已到现场查看设备 the plant was looked at on the spot',
  finish: '本单元卸货结束 discharge of this unit has ended',
} as const;

/** What the crew reads of a unit. */
interface UnitReadings {
  readonly unit: string;
  readonly live: boolean;
  readonly readings: Readonly<Record<string, { readonly value: number | string | boolean | null }>>;
}

export interface CrewOptions {
  readonly url: string;
  readonly logins: readonly Login[];
  readonly seed: number;
  readonly log: Logger;
}

const path = (id: string) => encodeURIComponent(id);

/**
 * The people of the demonstration: analysts, reviewers, custodians, an officer, a signatory, and a customs system. Each logs in and
 * works through the same HTTP interface as a real one; none sees more than its role allows.
 */
export class Crew {
  readonly #clients = new Map<string, ApiClient>();
  readonly #seed: number;
  readonly #log: Logger;
  readonly #abort = new AbortController();
  readonly #standing = new Map<string, number>();
  #cursor = 0;
  #working: Promise<void> | null = null;

  constructor({ url, logins, seed, log }: CrewOptions) {
    for (const login of logins) this.#clients.set(login.id, new ApiClient(url, login));
    this.#seed = seed;
    this.#log = log;
  }

  start(): void {
    this.#working ??= this.#work();
  }

  async stop(): Promise<void> {
    this.#abort.abort();
    await this.#working;
  }

  as(id: string): ApiClient {
    const client = this.#clients.get(id);
    if (!client) throw new Error(`the demonstration has no login "${id}"`);
    return client;
  }

  async #work(): Promise<void> {
    const { signal } = this.#abort;
    while (!signal.aborted) {
      for (const duty of [this.#watchPlant, this.#analyse, this.#review, this.#decideAndDecode, this.#certify, this.#clear]) {
        await duty.call(this).catch((error: Error) => {
          // Somebody at the workstation was quicker, or the server is just starting: look again.
          if (!signal.aborted) this.#log.debug({ err: error }, 'the crew looks again');
        });
      }
      await sleep(lookEvery, undefined, { signal }).catch(() => {});
    }
  }

  /**
   * The operators at the plant: they resume what stands after a restart, and tell when the ship's part for a unit is out although the
   * belt scale shows less than declared.
   */
  async #watchPlant(): Promise<void> {
    for (const [who, unit] of [['sampler', 'CS-01'], ['technician', 'CP-01']] as const) {
      const operator = this.as(who);
      const { items: runs } = await operator.get<{ items: readonly RunView[] }>('/api/v1/runs');
      const { items: units } = await operator.get<{ items: readonly UnitReadings[] }>('/api/v1/units');
      const beltStands = units.some((seen) => seen.unit === unit && seen.live && seen.readings['Act.BeltFlow']?.value === 0);
      for (const { id, status } of runs) {
        const wish = status === 'interrupted' ? 'resume' : status === 'sampling' && beltStands ? 'finish' : null;
        const looks = wish ? (this.#standing.get(`${id}/${wish}`) ?? 0) + 1 : 0;
        this.#standing.set(`${id}/resume`, wish === 'resume' ? looks : 0).set(`${id}/finish`, wish === 'finish' ? looks : 0);
        if (!wish || looks < looksBeforeActing) continue;
        await operator.post(`/api/v1/runs/${path(id)}/commands`, { command: wish, reason: reasons[wish] });
      }
    }
  }

  async #analyse(): Promise<void> {
    const { items: tasks } = await this.as('analyst1').get<{ items: readonly AssayTaskView[] }>('/api/v1/bench/tasks');
    for (const { code, items, status } of tasks) {
      if (status !== 'testing') continue;
      for (const { definition, verdict, determinations, round } of items) {
        if (verdict.kind !== 'need-more') continue;
        const run = determinations.length + 1;
        const value = readInstrument(this.#seed, code, definition.item, round, run);
        const analyst = this.as(run % 2 === 1 ? 'analyst1' : 'analyst2');
        await analyst.post(`/api/v1/bench/tasks/${code}/determinations`, { item: definition.item, value }, `${code}-${definition.item}-${round}-${run}`);
      }
    }
  }

  async #review(): Promise<void> {
    const { items: tasks } = await this.as('reviewer').get<{ items: readonly AssayTaskView[] }>('/api/v1/bench/tasks');
    for (const { code, status } of tasks) {
      if (status === 'in-review') await this.as('reviewer').post(`/api/v1/bench/tasks/${code}/reviews`, { decision: 'ACCEPT' });
    }
  }

  async #decideAndDecode(): Promise<void> {
    const { items } = await this.as('officer').get<{ items: readonly ConsignmentView[] }>('/api/v1/consignments');
    for (const { id, outstanding, decodeAuthorisedBy, units } of items) {
      for (const unit of outstanding.some(({ code }) => code === 'DECIDE_VALIDITY') ? units.filter(({ validity }) => validity === 'SUSPECT') : []) {
        await this.as('officer')
          .post(`/api/v1/consignments/${path(id)}/validity-decisions`, { unitNo: unit.no, decision: 'ACCEPT', reason: '演示：复核设备记录后接受 demonstration: accepted after checking the plant record' })
          .catch((error: unknown) => {
            if (!(error instanceof ApiError && error.code === 'NOTHING_TO_DECIDE')) throw error;
          });
      }
      if (!outstanding.some(({ code }) => code === 'AUTHORISE_DECODING')) continue;
      const next = decodeAuthorisedBy.length === 0 ? 'custodian1' : 'custodian2';
      await this.as(next).post(`/api/v1/consignments/${path(id)}/decode-authorisations`, {});
    }
  }

  async #certify(): Promise<void> {
    const preparer = this.as('preparer');
    const { items } = await preparer.get<{ items: readonly ConsignmentView[] }>('/api/v1/consignments');
    for (const { id, outstanding } of items) {
      if (outstanding.some(({ code }) => code === 'PREPARE_CERTIFICATE')) await preparer.post(`/api/v1/consignments/${path(id)}/certificate`, {});
    }
    const { items: certificates } = await this.as('checker').get<{ items: readonly CertificateView[] }>('/api/v1/certificates');
    for (const { id, status, draftDigest } of certificates) {
      if (status === 'prepared') await this.as('checker').post(`/api/v1/certificates/${path(id)}/reviews`, { decision: 'ACCEPT', draftDigest });
      if (status === 'reviewed') await this.as('signatory').post(`/api/v1/certificates/${path(id)}/approval`, { draftDigest, password: this.as('signatory').secret });
    }
  }

  /** Customs follows the feed, fetches and acknowledges each certificate, and decides at both gates as advised. */
  async #clear(): Promise<void> {
    const customs = this.as('customs-demo');
    const { changes } = await customs.get<{ changes: readonly ChangeRow[] }>(`/customs/v1/changes?after=${this.#cursor}&limit=100&wait=0`);
    for (const { cursor, type, certificateNo, declarationNo } of changes) {
      if (type === 'certificate.issued' && certificateNo) {
        const { bytes, etag } = await customs.bytes(`/customs/v1/certificates/${path(certificateNo)}`, 'application/pdf');
        this.#log.debug({ certificateNo, bytes: bytes.length }, 'customs pulled a certificate');
        const digest = etag.replaceAll('"', '');
        await customs.post(`/customs/v1/certificates/${path(certificateNo)}/acknowledgements`, { status: 'RECEIVED', message: null, digest }, `ack-${certificateNo}`);
        const advice = await customs.get<ReleaseAdviceView>(`/customs/v1/release-advice/${path(declarationNo)}`);
        for (const { goodsItem, gates } of advice.items) {
          for (const { gate, advice: word } of gates) {
            const decision = { goodsItem, gate, outcome: word === 'RELEASE' ? 'RELEASED' : 'CONDITIONAL', officer: '海关演示员 Demo Officer', quantity: null, remark: null };
            await customs.post(`/customs/v1/release-advice/${path(declarationNo)}/decisions`, decision, `${declarationNo}-${goodsItem}-${gate}`);
          }
        }
      }
      this.#cursor = cursor;
    }
  }
}
