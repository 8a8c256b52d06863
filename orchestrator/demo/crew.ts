import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Login } from '../composition/identity.ts';
import { createCustomsClient } from '../http/customs-client/client.ts';
import type { CustomsClient } from '../http/customs-client/client.ts';
import { ApiClient } from './http-client.ts';
import { labelControls } from './duties/blind-control-duty.ts';
import { clearCustoms } from './duties/customs-duty.ts';
import type { Duty, Hands } from './duties/duty.ts';
import { handleSamples, witnessHandling } from './duties/handling-duties.ts';
import { analyse, review } from './duties/laboratory-duties.ts';
import { authoriseDecoding, certify, decideValidity } from './duties/office-duties.ts';
import { watchPlant } from './duties/plant-duty.ts';
import { checkSamplers } from './duties/setup-duty.ts';
import { storeBottles } from './duties/store-duty.ts';

/** How often the demonstration's people look at their queues, ms. */
const lookEvery = 400;

/** What the crew does, each by itself; some duties remember what they saw. */
const allDuties = () => ({
  watchPlant: watchPlant(),
  checkSamplers,
  handleSamples,
  witnessHandling,
  storeBottles,
  labelControls,
  analyse,
  review,
  decideValidity,
  authoriseDecoding,
  certify,
  clearCustoms: clearCustoms(),
});
export type DutyName = keyof ReturnType<typeof allDuties>;

export interface CrewOptions {
  readonly url: string;
  readonly logins: readonly Login[];
  readonly seed: number;
  readonly log: Logger;
  /** The virtual plant's own log file; without it nobody handles samples by hand. */
  readonly plantLog?: string;
  /** Puts an empty container at a place of a sampler; without it a sampler has those it stands with. */
  readonly replaceContainer?: Hands['replaceContainer'];
  /** Duties done otherwise, or with null by nobody: then they are yours. */
  readonly duties?: Readonly<Partial<Record<DutyName, Duty | null>>>;
}

/**
 * The people of the demonstration: operators, technicians, analysts, reviewers, custodians, an officer, a signatory, and a customs
 * system. Each logs in and works through the same HTTP interface as a real one; none sees more than its role allows. They serve every
 * consignment there is.
 */
export class Crew {
  readonly #clients: ReadonlyMap<string, ApiClient>;
  readonly #customs: ReadonlyMap<string, CustomsClient>;
  readonly #hands: Hands;
  readonly #duties: readonly Duty[];
  readonly #abort = new AbortController();
  #working: Promise<void> | null = null;

  constructor(options: CrewOptions) {
    const { url, logins, seed, log, plantLog = null, replaceContainer = () => {}, duties = {} } = options;
    this.#clients = new Map(logins.map((login) => [login.id, new ApiClient(url, login)]));
    this.#customs = new Map(
      logins
        .filter(({ kind }) => kind !== 'user')
        .map(({ id, secret }) => [id, createCustomsClient({ baseUrl: url, clientId: id, secret })]),
    );
    this.#hands = { as: (id) => this.as(id), customs: (id) => loginOf(this.#customs, id), seed, log, plantLog, replaceContainer };
    this.#duties = Object.values({ ...allDuties(), ...duties }).filter((duty) => duty !== null);
  }

  start(): void {
    this.#working ??= this.#work();
  }

  async stop(): Promise<void> {
    this.#abort.abort();
    await this.#working;
  }

  as(id: string): ApiClient {
    return loginOf(this.#clients, id);
  }

  async #work(): Promise<void> {
    const { signal } = this.#abort;
    while (!signal.aborted) {
      for (const duty of this.#duties) {
        await duty(this.#hands).catch((error: unknown) => {
          // Somebody at the workstation was quicker, or the server is just starting: look again.
          if (!signal.aborted) this.#hands.log.debug({ err: error }, 'the crew looks again');
        });
      }
      await sleep(lookEvery, undefined, { signal }).catch(() => {});
    }
  }
}

function loginOf<T>(clients: ReadonlyMap<string, T>, id: string): T {
  const client = clients.get(id);
  if (!client) throw new Error(`the demonstration has no login "${id}"`);
  return client;
}
