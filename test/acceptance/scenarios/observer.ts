import { path } from '../../../orchestrator/demo/duties/duty.ts';
import { ApiError } from '../../../orchestrator/demo/http-client.ts';
import type { ApiClient } from '../../../orchestrator/demo/http-client.ts';
import type { Declaration } from '../../../orchestrator/services/contract.ts';
import type { ConsignmentView, ReleaseAdviceView } from '../../../orchestrator/views/model.ts';

/** What is left when the certificate is issued: customs' own word. */
const paperwork = ['CUSTOMS_DECIDES'];
/** States of a consignment whose results are judged. */
const judged = ['assessed', 'certifying', 'certified', 'closed'];

/** Looks at what analysts and customs are told while a scenario runs, and objects to what they must not be told. */
export class Observer {
  readonly #as: (who: string) => ApiClient;
  readonly #declared: ReadonlyMap<string, Declaration>;

  constructor(as: (who: string) => ApiClient, declared: ReadonlyMap<string, Declaration>) {
    this.#as = as;
    this.#declared = declared;
  }

  async look(): Promise<void> {
    for (const [id, declaration] of this.#declared) await this.#adviceIsCareful(id, declaration);
    await this.#analystsAreBlind();
  }

  /** The advice is asked for first: what is still outstanding afterwards was outstanding then. */
  async #adviceIsCareful(id: string, { declarationNo }: Declaration): Promise<void> {
    const advice = await this.#advice(declarationNo);
    const { status, outstanding } = await this.#as('officer').get<ConsignmentView>(`/api/v1/consignments/${path(id)}`);
    const open = outstanding.map(({ code }) => code).filter((code) => !paperwork.includes(code));
    const released = advice?.items.flatMap(({ gates }) => gates.filter((gate) => gate.advice === 'RELEASE'));
    if (open.length > 0 || !judged.includes(status)) expect(released ?? []).toEqual([]);
  }

  async #advice(declarationNo: string): Promise<ReleaseAdviceView | null> {
    try {
      return await this.#as('customs-demo').get(`/customs/v1/release-advice/${path(declarationNo)}`);
    } catch (error) {
      if (error instanceof ApiError && error.status === 404) return null;
      throw error;
    }
  }

  async #analystsAreBlind(): Promise<void> {
    const marks = [...this.#declared.values()].flatMap(marksOf);
    for (const analyst of ['analyst1', 'analyst2']) {
      const heard = JSON.stringify(await this.#as(analyst).get('/api/v1/bench/tasks'));
      expect(marks.filter((mark) => heard.includes(mark))).toEqual([]);
    }
  }
}

/** Words that tell whose a sample is. */
function marksOf({ declarationNo, inspectionOrderNo, commodity, transport, customer, consignor, consignee }: Declaration) {
  const { vessel, voyage, billOfLading, portOfLoading } = transport;
  const parties = [customer, consignor, consignee].map(({ name }) => name);
  return [
    declarationNo, commodity.hsCode, vessel, voyage, billOfLading, portOfLoading, ...parties, ...(inspectionOrderNo ? [inspectionOrderNo] : []),
  ]; // prettier-ignore
}
