import { LINK_STATES } from '../../plc-adapters/simulator/faulty-link.ts';
import { RandomFaults } from '../../plc-adapters/simulator/random-faults.ts';
import { KeyedRandom } from '../../plc-adapters/simulator/random.ts';
import { BenchPort } from '../support/bench-port/bench-port.ts';
import type { BenchSampler } from '../support/bench-port/bench-units.ts';

/** s of wall time in which things go wrong; the cargo passes in 4 s of them. */
const troubledSeconds = 6;
/** Half as often as a PLC scans on the bench otherwise: all that falls due between two scans is done at its own instant. */
const scansPerSecond = 5;
/** Of plant time: about four while the cargo passes. */
const faultsAnHour: Readonly<Record<BenchSampler, number>> = {
  'CS-01': 60,
  'CF-01': 60,
  'GD-01': 32,
  'PI-01': 300,
};
/** s until everything that is in order again has come to its end. */
const settledSeconds = 90;
/** What a driver shows as live is younger than two silent keep-alives and a look at the watchdogs, ms. */
const oldestLiveMs = 2 * 1250 + 500;
const waiting = ['held', 'interrupted', 'blocked'];

/** Nothing came into any container of the sample. */
export const isEmpty = (port: BenchPort): boolean => port.bench.logged('container').length === 0;

/** What happened to one sample, and what of it must not have. */
export interface DayRecord {
  readonly seed: number;
  readonly port: BenchPort;
  /** Kinds of what was done to plant, link and server, and what the operator did. */
  readonly deeds: readonly string[];
  readonly staleShownAsLive: number;
}

/** One sample under faults of plant, link and server, with an operator who acts by chance; all by the seed. */
export class RandomDay {
  readonly #seed: number;
  readonly #random: KeyedRandom;
  readonly #port: BenchPort;
  readonly #faults: RandomFaults;
  readonly #deeds: string[] = [];
  #turn = 0;
  #linkWholeAt = Infinity;
  #restartAt = Infinity;
  #idleTurns = 0;
  #stale = 0;

  private constructor(seed: number, port: BenchPort) {
    this.#seed = seed;
    this.#random = new KeyedRandom(seed).within('day');
    this.#port = port;
    this.#faults = new RandomFaults(seed, faultsAnHour[port.unit], [port.unit]);
  }

  static async live(unit: BenchSampler, seed: number): Promise<DayRecord> {
    const port = await BenchPort.open({
      unit,
      seed,
      cuts: 10,
      secondsPerCut: 0.4,
      scanMs: 1000 / scansPerSecond,
      watchdogMs: 3000,
    });
    const day = new RandomDay(seed, port);
    await day.#suffer();
    await day.#settle();
    return { seed, port, deeds: day.#deeds, staleShownAsLive: day.#stale };
  }

  #chance(what: string): number {
    return this.#random.uniform(what, this.#turn);
  }

  /** True about so often in a second of wall time. */
  #happens(what: string, perSecond: number): boolean {
    return this.#chance(what) < perSecond / scansPerSecond;
  }

  async #suffer(): Promise<void> {
    for (; this.#turn < troubledSeconds * scansPerSecond; this.#turn += 1) {
      await this.#scan();
      for (const deed of this.#faults.due(this.#port.plant)) {
        this.#deeds.push('what' in deed ? deed.what : deed.do);
        this.#port.do(deed);
      }
      this.#disturbLink();
      await this.#disturbServer();
      if (this.#port.isServed) await this.#operate();
    }
  }

  /**
   * Everything is put right; the operator resumes what waits, finishes what cannot end by itself, and aborts what cannot be finished
   * because there is nothing in it.
   */
  async #settle(): Promise<void> {
    const port = this.#port;
    for (const deed of this.#faults.settle()) port.do(deed);
    port.cable.mend();
    port.forgiveServer();
    if (!port.isServed) await port.startServer();
    for (let turns = settledSeconds * scansPerSecond; !(port.run?.isOver ?? false); turns -= 1) {
      if (turns <= 0)
        throw new Error(
          `seed ${this.#seed}: the run does not end: ${port.standstill()}; after ${this.#deeds.slice(0, 40).join(', ')}`,
        );
      await this.#scan();
      const state = port.run?.state ?? '';
      if (waiting.includes(state)) await this.#ask('resume');
      else if (this.#cannotEnd(state))
        await this.#ask(state === 'recounting' && isEmpty(port) ? 'abort' : 'finish');
    }
    await port.pass(0.5);
  }

  /** The cargo has passed, or the sampler is completed, and nothing happens any more. */
  #cannotEnd(state: string): boolean {
    const stands = state === 'recounting' || (state === 'sampling' && this.#port.flow === 0);
    this.#idleTurns = stands ? this.#idleTurns + 1 : 0;
    return this.#idleTurns > 3 * scansPerSecond && this.#idleTurns % scansPerSecond === 0;
  }

  async #scan(): Promise<void> {
    await this.#port.scan();
    const shown = this.#port.shown;
    if (shown?.live && Date.now() - Date.parse(shown.readAt) > oldestLiveMs) this.#stale += 1;
  }

  #disturbLink(): void {
    if (this.#turn >= this.#linkWholeAt) {
      this.#linkWholeAt = Infinity;
      this.#port.cable.mend();
    }
    if (this.#linkWholeAt < Infinity || !this.#happens('link', 0.25)) return;
    this.#linkWholeAt = this.#turn + Math.ceil(this.#random.between(1, 22, 'link lasts', this.#turn));
    const kinds = [...LINK_STATES, 'no-notifications', 'lost-answer'] as const;
    const kind = kinds[Math.floor(this.#chance('link kind') * kinds.length)] ?? 'cut';
    this.#deeds.push(`link ${kind}`);
    if (kind === 'no-notifications') this.#port.cable.losesNotifications = true;
    else if (kind === 'lost-answer') this.#port.cable.loseAnswerTo('Cmd.Seq');
    else this.#port.setLink(kind);
  }

  async #disturbServer(): Promise<void> {
    if (!this.#port.isServed) {
      if (this.#restartAt === Infinity)
        this.#restartAt = this.#turn + Math.ceil(this.#random.between(1, 15, 'away', this.#turn));
      if (this.#turn < this.#restartAt) return;
      this.#restartAt = Infinity;
      return this.#port.startServer();
    }
    if (!this.#happens('kill', 0.5)) return;
    const moment = this.#chance('moment') < 0.5 ? 'before' : 'after';
    this.#deeds.push(`kill ${moment}`);
    this.#port.killServerAt(1 + Math.floor(this.#chance('commits') * 6), moment);
  }

  /** Resumes sooner or later, sometimes too early; holds at times, and seldom finishes before the cargo has passed. */
  async #operate(): Promise<void> {
    const state = this.#port.run?.state ?? '';
    if (waiting.includes(state) && this.#happens('resume', 1)) await this.#ask('resume');
    else if (waiting.includes(state) && this.#happens('finish', 0.15)) await this.#ask('finish');
    else if (state === 'sampling' && this.#happens('hold', 0.1)) await this.#ask('hold');
  }

  async #ask(wish: 'hold' | 'resume' | 'finish' | 'abort'): Promise<void> {
    this.#deeds.push(wish);
    // A server that dies meanwhile has not taken it: the operator sees that and asks again.
    await this.#port.ask(wish).catch(() => undefined);
  }
}
