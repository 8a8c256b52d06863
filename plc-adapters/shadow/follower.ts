import { isDeepStrictEqual } from 'node:util';
import type { DriverClock } from '../driver/deps.ts';
import type { PlantSight } from '../driver/command-life.ts';
import type { TagMap } from '../tag-map/parse.ts';
import type { CommandOutcome, Reading, RingRecord, UnitCommand } from '../unit-driver.ts';
import { notFollowed, nothingToAbort, overtaken, withdrawn } from './outcomes.ts';
import { ownerOf } from './sample-names.ts';
import { followed, isFollowed, isNewRun, isUnderWay } from './seen-done.ts';
import type { Followed, FollowedCommand, Seen, ShownSample } from './seen-done.ts';
import type { AskedCommand, ShadowMemory } from './shadow-memory.ts';

/** Between two looks at the newest known values; over the wire it is only looked when they moved. */
const lookMs = 100;
/**
 * That the plant went another way counts only when it is seen for so long: RunId and state come in one answer, yet not always from one
 * cycle of the PLC's program.
 */
const settleMs = 1000;

/** Of a line that several samples share. */
const infeedSample = 'Infeed.Act.SampleIdRead';
const infeedContainers = 'Infeed.Act.Containers';

/** The sample that a command now done was about. */
const sampleOf = ({ infeed, sampleId }: Seen): string => infeed?.sampleId ?? sampleId;

type AwaitedCommand = UnitCommand & { readonly command: FollowedCommand };

interface Look {
  readonly asked: AskedCommand;
  readonly seen: Seen;
  readonly verdict: Followed;
}

/** Answers commands by what somebody else is seen to do. Waits as long as it takes; safe to ask again after any crash. */
export class Follower {
  private readonly map: TagMap;
  private readonly plant: Omit<PlantSight, 'isLive'>;
  private readonly memory: ShadowMemory;
  private readonly clock: DriverClock;
  private readonly tags: readonly string[];
  /** Commands by which a sample comes into the unit. */
  private readonly awaitedBeginnings = new Set<AwaitedCommand>();

  constructor(map: TagMap, plant: Omit<PlantSight, 'isLive'>, memory: ShadowMemory, clock: DriverClock) {
    this.map = map;
    this.plant = plant;
    this.memory = memory;
    this.clock = clock;
    // Neither a RunId nor an infeed is every unit's.
    const wanted = ['Sts.StateCurrent', 'Sts.RunId', map.jobSampleId, map.ring.writeIdx, infeedSample, infeedContainers];
    this.tags = wanted.filter((tag) => map.tags[tag]);
  }

  /** As `UnitDriver.execute`. */
  async run(command: UnitCommand, accepted: () => void): Promise<CommandOutcome> {
    if (command.command === 'abort') {
      // Whatever the run still waits for is not to be taken for the next one's.
      this.memory.change({ withdrawn: [...this.memory.content.withdrawn, command.jobId] });
      return nothingToAbort;
    }
    const { command: name } = command;
    if (!isFollowed(name)) return notFollowed(command);
    const awaited = { ...command, command: name };
    if (name === 'start' || name === 'load') this.awaitedBeginnings.add(awaited);
    try {
      return await this.untilSeen(awaited, accepted);
    } finally {
      this.awaitedBeginnings.delete(awaited);
    }
  }

  /**
   * To be awaited before records are told: a Start or Load that is waited for is looked at first, so that the first records of its sample
   * have their owner. Rejects while a run is beginning and it is not known yet whose it is; the records are read again a little later.
   */
  async beforeRecords(records: readonly RingRecord[]): Promise<void> {
    for (const command of this.awaitedBeginnings) {
      const { verdict, asked, seen } = this.judge(command, await this.see());
      if (verdict === 'done' || seen.infeed || !(seen.state === 'Starting' || isNewRun(asked.seen, seen))) continue;
      const { samples } = this.memory.content;
      if (records.some((record) => record.idx > asked.seen.writeIdx && ownerOf(samples, record) === null))
        throw new Error('These records wait until it is known whose the run is that is just beginning.');
    }
  }

  private async untilSeen(command: AwaitedCommand, accepted: () => void): Promise<CommandOutcome> {
    let last: Seen | null = null;
    let overtakenSince: number | null = null;
    for (; ; await pause(lookMs)) {
      await this.plant.live();
      if (this.memory.content.withdrawn.includes(command.jobId)) return withdrawn(command);
      if (last && this.stillShows(last)) continue;
      // What cannot be read is read again; a memory that cannot be kept is no matter of waiting.
      last = await this.see().catch(() => null);
      const look = last && this.judge(command, last);
      if (look?.verdict === 'done') {
        accepted();
        return { outcome: 'done', after: await this.plant.readAll().catch(() => this.plant.snapshot()) };
      }
      if (look?.verdict === 'overtaken') {
        overtakenSince ??= this.clock.monotonicMs();
        last = null;
        if (this.clock.monotonicMs() - overtakenSince < settleMs) continue;
        this.answer(command, look, 'overtaken');
        return overtaken(command, look.seen.state);
      }
      overtakenSince = null;
    }
  }

  /** Looks over the wire. Rejects when the unit cannot be read. */
  private async see(): Promise<Seen> {
    const seen = this.seenIn(await this.plant.read(this.tags));
    if (seen) return seen;
    throw new Error(`${this.tags.join(', ')}: not all of it has a good value.`);
  }

  /** Keeps at once what it means. Throws what keeping it throws. */
  private judge(command: AwaitedCommand, seen: Seen): Look {
    const asked = this.asked(command, seen);
    const verdict = asked.answer ?? followed(command.command, asked.seen, seen, this.shownSample(command, seen));
    const look = { asked, seen, verdict };
    if (verdict === 'done' && !asked.answer) this.answer(command, look, 'done');
    return look;
  }

  private shownSample({ sampleId }: AwaitedCommand, seen: Seen): ShownSample {
    const { samples, nobodys } = this.memory.content;
    const theirs = sampleOf(seen);
    const owner = samples.findLast((sample) => sample.theirs === theirs)?.ours;
    if (owner !== undefined) return owner === sampleId ? 'ours' : 'anothers';
    return nobodys === theirs ? 'nobodys' : 'free';
  }

  /** What was seen when the command was first asked for, also before a restart. */
  private asked({ commandId }: AwaitedCommand, seen: Seen): AskedCommand {
    const known = this.memory.content.asked.find((each) => each.commandId === commandId);
    if (known) return known;
    const asked = { commandId, seen, answer: null };
    this.memory.change({ asked: [...this.memory.content.asked, asked] });
    return asked;
  }

  /** In memory before anybody hears of it: a sample that came in has its owner from here on, also in a run that broke off at once. */
  private answer({ command, commandId, sampleId }: AwaitedCommand, { asked, seen }: Look, answer: 'done' | 'overtaken'): void {
    const { content } = this.memory;
    const began = command === (seen.infeed ? 'load' : 'start') && (answer === 'done' || isNewRun(asked.seen, seen));
    // A run that was under way already: none of its records was told yet, or it would not have been adopted.
    const toldBefore = isUnderWay(asked.seen.state) ? (content.consumed ?? 0) : asked.seen.writeIdx;
    this.memory.change({
      asked: content.asked.map((each) => (each.commandId === commandId ? { ...each, answer } : each)),
      ...(began && { samples: [...content.samples, { theirs: sampleOf(seen), ours: sampleId, fromIdx: toldBefore + 1 }] }),
    });
  }

  /** Records come and go without anything being done. */
  private stillShows(seen: Seen): boolean {
    const now = this.seenIn(new Map(Object.entries(this.plant.snapshot().readings)));
    return isDeepStrictEqual(now, { ...seen, writeIdx: now?.writeIdx });
  }

  /** Null when a reading is bad or the state one the map does not know: from that nothing may be concluded. */
  private seenIn(readings: ReadonlyMap<string, Reading>): Seen | null {
    if (this.tags.some((tag) => readings.get(tag)?.quality !== 'good')) return null;
    const value = (tag: string) => readings.get(tag)?.value;
    const state = this.map.states[String(value('Sts.StateCurrent'))];
    const runId = value('Sts.RunId');
    if (!state) return null;
    return {
      state,
      runId: typeof runId === 'number' ? runId : null,
      sampleId: String(value(this.map.jobSampleId) ?? ''),
      writeIdx: Number(value(this.map.ring.writeIdx)),
      infeed: this.tags.includes(infeedSample)
        ? { sampleId: String(value(infeedSample) ?? ''), containers: Number(value(infeedContainers) ?? 0) }
        : null,
    };
  }
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
