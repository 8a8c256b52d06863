import type { Logger } from 'pino';
import type { Instant, ProcessId } from '../../workflows/kernel/brand.ts';
import type { Effect, Input } from '../../workflows/kernel/process.ts';
import { JournalTakenOverError, SequenceConflictError } from '../storage/ports.ts';
import type { EntryDraft, Journal, JournalEntry, JournalHead } from '../storage/ports.ts';
import { decideInput, decideStart } from './decide.ts';
import type { Decision, InputMode } from './decide.ts';
import type { DefinitionRegistry } from './definitions.ts';
import { decodeBody } from './entry.ts';
import type { LiveProcess } from './live-process.ts';
import { NotRecordedError } from './not-recorded.ts';
import type { EngineLoad, EngineObserver } from './observer.ts';
import { ProcessSlots } from './process-slots.ts';
import type { Pending, Slot, SubmitResult } from './process-slots.ts';
import { conflictOf } from './repeated-request.ts';
import { timerInput } from './timer-input.ts';
import { TimerSchedule } from './timer-schedule.ts';

/** Inputs decided into one commit: small enough that the next batch is decided while this one is on its way to the disk. */
const batchSize = 32;
/** Batches under way at once: one at the disk, one waiting behind it. */
const batchesUnderWay = 2;
/** How long inputs that follow from each other may keep everything else waiting, ms. */
const longestTurn = 5;

/** What is told after a commit, in order of position. */
export interface Committed {
  readonly entry: JournalEntry;
  readonly input: Input;
  readonly process: LiveProcess;
  readonly effects: readonly Effect[];
}

export interface EngineDeps {
  readonly journal: Journal;
  readonly registry: DefinitionRegistry;
  readonly clock: () => Instant;
  readonly log: Logger;
  /** Called after each commit, before the submitter is answered: views and the live stream. */
  readonly onCommitted?: (committed: readonly Committed[]) => void | Promise<void>;
  readonly observer?: EngineObserver;
}

interface Step {
  readonly slot: Slot;
  readonly pending: Pending;
  readonly draft: EntryDraft;
  readonly decision: Extract<Decision, { kind: 'append' }>;
  readonly before: LiveProcess | null;
  /** Answers to inputs behind this one that rest on its entry: told once it is in the journal. */
  readonly resting: { readonly tell: () => void; readonly reject: (error: Error) => void }[];
}

/** Whether the process is in memory, and of the first that waits it is known whether it was taken before. */
const canDecide = ({ loaded, queue, taken }: Slot): boolean => loaded && (!queue[0] || taken.isKnown(queue[0].input.id));

/** Nothing is left for it to do: it is not read at the next start. One on hold has to be released first. */
const isFinished = ({ state, hold }: LiveProcess): boolean => state?.snapshot.status === 'done' && !hold;

/**
 * Runs processes: decides purely, commits atomically, acts afterwards. One writer a process through its own queue; inputs of
 * many processes share a commit.
 *
 * Guarantees: an input id is taken at most once a process; `submit` resolves after the commit; effects are handed out only
 * after the commit of the entry that asks for them. Not guaranteed: order between different processes.
 */
export class Engine {
  readonly #deps: EngineDeps;
  readonly #slots: ProcessSlots;
  readonly #ready = new Set<ProcessId>();
  readonly #timers: TimerSchedule;
  readonly #effectListeners: ((process: LiveProcess, effects: readonly Effect[]) => void)[] = [];
  #underWay = 0;
  #pumpScheduled = false;
  #turnBegan = -Infinity;
  #stopped = false;
  #idle: (() => void)[] = [];
  #open = 0;
  #onHold = 0;

  constructor(deps: EngineDeps) {
    this.#deps = deps;
    this.#slots = new ProcessSlots(deps);
    this.#timers = new TimerSchedule(deps.clock, (process, timer) => {
      this.#enqueue(process, { input: timerInput(process, timer, deps.clock()), mode: 'fact', timer }).catch((error: Error) => {
        deps.log.error({ process, timer: timer.name, err: error }, 'a timer could not be recorded; it fires again soon, or at the next start');
        this.#timers.again(process, timer);
      });
    });
  }

  /** Effects to carry out, told after their commit. */
  onEffects(listener: (process: LiveProcess, effects: readonly Effect[]) => void): void {
    this.#effectListeners.push(listener);
  }

  /**
   * Sets the timers of every open process, and hands out the effects nobody has answered yet. Call once, before any submit. Takes as
   * long as there are open processes and unanswered effects, however long the journal is. A process is held in memory from its first
   * input on.
   */
  async recover(): Promise<{ readonly open: number; readonly unsettledEffects: number; readonly onHold: readonly LiveProcess[] }> {
    const { journal } = this.#deps;
    const onHold: LiveProcess[] = [];
    let open = 0;
    for (const newest of await journal.newestOfOpen()) {
      const live = await this.#slots.restore(newest);
      // Recorded by a server that did not say so yet.
      if (isFinished(live)) continue;
      open += 1;
      if (live.hold) onHold.push(live);
      this.#timers.set(newest.process, live.state?.timers ?? []);
    }
    this.#open = open;
    this.#onHold = onHold.length;
    let unsettledEffects = 0;
    for (const entry of await journal.withUnsettledEffects()) {
      const slot = this.#slots.of(entry.process);
      await this.#slots.load(entry.process, slot);
      for (const effect of decodeBody(entry.body).effects) {
        if (await journal.isSettled(effect.id)) continue;
        unsettledEffects += 1;
        if (slot.live) this.#handOut(slot.live, [effect]);
      }
      this.#slots.release(entry.process, slot);
    }
    return { open, unsettledEffects, onHold };
  }

  /** Starts a process of the newest version of a definition. Starting one that exists is `repeated`. */
  start(definition: string, process: ProcessId, input: Input): Promise<SubmitResult> {
    return this.#enqueue(process, { input, mode: 'fact', definition });
  }

  /** Gives a process an input. Rejects only when it could not be recorded, mostly with a `NotRecordedError`; a refusal is a result. */
  submit(process: ProcessId, input: Input, mode: InputMode = 'fact'): Promise<SubmitResult> {
    return this.#enqueue(process, { input, mode });
  }

  /** The process as it is now in memory, or as the journal has it; null when there is none. */
  async find(process: ProcessId): Promise<LiveProcess | null> {
    const slot = this.#slots.of(process);
    await this.#slots.load(process, slot);
    this.#slots.release(process, slot);
    return slot.live;
  }

  /** What there is to do just now. Takes as long as processes are in memory: for a look now and then. */
  load(): EngineLoad {
    let inMemory = 0;
    let waiting = 0;
    for (const { queue } of this.#slots.all()) {
      inMemory += 1;
      waiting += queue.length;
    }
    return { open: this.#open, onHold: this.#onHold, inMemory, waiting, timers: this.#timers.size };
  }

  /** Takes no more inputs, waits for those under way. What was refused is not in the journal and will be asked again. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#timers.stop();
    for (const slot of this.#slots.all()) {
      for (const pending of slot.queue.splice(0)) pending.reject(NotRecordedError.stopping());
    }
    this.#ready.clear();
    if (this.#underWay > 0) await new Promise<void>((resolve) => this.#idle.push(resolve));
  }

  #enqueue(process: ProcessId, wish: Omit<Pending, 'resolve' | 'reject'>): Promise<SubmitResult> {
    if (this.#stopped) return Promise.reject(NotRecordedError.stopping());
    const observed = this.#deps.observer?.received?.(process, wish.input);
    const answer = new Promise<SubmitResult>((resolve, reject) => {
      const slot = this.#slots.of(process);
      slot.queue.push({ ...wish, ...(observed && { observed }), resolve, reject });
      if (!slot.busy) this.#ready.add(process);
      this.#schedule();
    });
    if (observed)
      answer.then(
        ({ status }) => observed.answered(status),
        () => observed.answered('failed'),
      );
    return answer;
  }

  /** In the next turn of the event loop, so that inputs arriving together share a commit; what follows from a commit goes on at once. */
  #schedule(): void {
    if (this.#pumpScheduled || this.#stopped) return;
    this.#pumpScheduled = true;
    const pump = () => {
      this.#pumpScheduled = false;
      this.#pump();
    };
    if (performance.now() - this.#turnBegan < longestTurn) return queueMicrotask(pump);
    setImmediate(() => {
      this.#turnBegan = performance.now();
      pump();
    });
  }

  #pump(): void {
    while (this.#ready.size > 0 && this.#underWay < batchesUnderWay) {
      const steps: Step[] = [];
      for (const process of this.#ready) {
        if (steps.length >= batchSize) break;
        this.#ready.delete(process);
        const slot = this.#slots.of(process);
        slot.busy = true;
        if (!canDecide(slot)) {
          void this.#readThenDecide(process, slot);
          continue;
        }
        this.#decideAll(process, slot, steps);
        if (steps.at(-1)?.slot !== slot) this.#free(process, slot);
      }
      if (steps.length > 0) void this.#commit(steps);
    }
  }

  async #readThenDecide(process: ProcessId, slot: Slot): Promise<void> {
    try {
      await this.#slots.load(process, slot);
      await this.#slots.lookUp(process, slot);
    } catch (error) {
      for (const pending of slot.queue.splice(0)) pending.reject(NotRecordedError.byJournal(error as Error));
    }
    this.#free(process, slot);
  }

  /** Decides on what waits for one process, up to what has to be looked up first. Each decision builds on the one before. */
  #decideAll(process: ProcessId, slot: Slot, steps: Step[]): void {
    let last: Step | undefined;
    const answer = ({ reject }: Pending, tell: () => void) => (last ? void last.resting.push({ tell, reject }) : tell());
    const unknown = slot.queue.findIndex(({ input }) => !slot.taken.isKnown(input.id));
    for (const pending of slot.queue.splice(0, unknown < 0 ? Infinity : unknown)) {
      const { input, mode, definition, timer } = pending;
      const taken = slot.taken.seqOf(input.id);
      const before = slot.live;
      if (taken !== undefined || (definition !== undefined && before)) {
        answer(pending, () => this.#tellRepeated(process, pending, taken ?? 1));
        continue;
      }
      if (timer && !before?.state?.timers.some((t) => t.name === timer.name && t.generation === timer.generation)) {
        answer(pending, () => pending.resolve({ status: 'repeated', seq: before?.seq ?? 0 }));
        continue;
      }
      let decision: Decision;
      try {
        decision = this.#decide(process, before, input, mode, definition);
      } catch (error) {
        // What a definition throws is a decision; this is an input that cannot even be written down.
        pending.reject(error as Error);
        continue;
      }
      if (decision.kind === 'refuse') {
        const { refusal } = decision;
        answer(pending, () => pending.resolve({ status: 'refused', refusal }));
        continue;
      }
      const { next, body, effects } = decision;
      const finished = isFinished(next);
      const draft = { process, seq: next.seq, inputId: input.id, answers: input.answers ?? null, effects: effects.length, finished, body };
      slot.live = next;
      slot.taken.add(input.id, next.seq);
      last = { slot, pending, draft, decision, before, resting: [] };
      steps.push(last);
    }
  }

  /** A repeated fact is known; a repeated request is compared with what was taken under its id. */
  #tellRepeated(process: ProcessId, { input, mode, resolve, reject }: Pending, seq: number): void {
    if (mode === 'fact') return resolve({ status: 'repeated', seq });
    this.#deps.journal.at(process, seq).then((recorded) => {
      const refusal = recorded && conflictOf(input, recorded);
      resolve(refusal ? { status: 'refused', refusal } : { status: 'repeated', seq });
    }, reject);
  }

  #decide(process: ProcessId, live: LiveProcess | null, input: Input, mode: InputMode, definition?: string): Decision {
    if (live) return decideInput(live, input, mode);
    const inUse = definition && this.#deps.registry.latest(definition);
    if (inUse) return decideStart(process, inUse, input);
    return {
      kind: 'refuse',
      refusal: definition
        ? { code: 'DEFINITION_UNKNOWN', field: 'definition', message: `There is no process definition "${definition}".`, remedy: 'Use one this server was built with.' }
        : { code: 'PROCESS_UNKNOWN', field: 'process', message: `There is no process ${process}.`, remedy: 'Check the id.' },
    };
  }

  async #commit(steps: readonly Step[]): Promise<void> {
    this.#underWay += 1;
    const heads = await this.#append(steps);
    if (heads) await this.#afterCommit(steps, heads);
    this.#underWay -= 1;
    for (const { draft, slot } of steps) this.#free(draft.process, slot);
    // Those that found every batch taken wait for nobody but us.
    if (this.#ready.size > 0) this.#schedule();
    if (this.#underWay === 0) for (const resolve of this.#idle.splice(0)) resolve();
  }

  async #append(steps: readonly Step[]): Promise<readonly JournalHead[] | null> {
    const ended = this.#deps.observer?.commitBegins?.(steps.length);
    try {
      const heads = await this.#deps.journal.append(steps.map((step) => step.draft));
      ended?.(null);
      return heads;
    } catch (error) {
      ended?.(error as Error);
      this.#undo(steps, error as Error);
      return null;
    }
  }

  /** Nothing in here may fail the batch, so nothing in here throws: it is in the journal. */
  async #afterCommit(steps: readonly Step[], heads: readonly JournalHead[]): Promise<void> {
    const { onCommitted, log } = this.#deps;
    const committed: Committed[] = [];
    for (const [index, { draft, decision, pending }] of steps.entries()) {
      const head = heads[index];
      if (head) committed.push({ entry: { ...draft, ...head }, input: pending.input, process: decision.next, effects: decision.effects });
    }
    this.#count(steps);
    try {
      await onCommitted?.(committed);
    } catch (error) {
      log.error({ err: error as Error }, 'views could not be brought up to date; they are at the next start');
    }
    for (const [index, { entry, process, effects }] of committed.entries()) {
      if (process.hold) log.error({ process: process.id, hold: process.hold }, 'process is on hold');
      this.#timers.set(process.id, process.state?.timers ?? []);
      steps[index]?.pending.observed?.committed(effects);
      this.#handOut(process, effects);
      steps[index]?.pending.resolve({ status: 'accepted', position: entry.position, seq: entry.seq });
      for (const { tell } of steps[index]?.resting ?? []) tell();
    }
  }

  #count(steps: readonly Step[]): void {
    for (const { before, decision } of steps) {
      this.#open += Number(!isFinished(decision.next)) - Number(before !== null && !isFinished(before));
      this.#onHold += Number(decision.next.hold !== null) - Number((before?.hold ?? null) !== null);
    }
  }

  /** Takes back what was decided but not written. */
  #undo(steps: readonly Step[], error: Error): void {
    this.#deps.log.error({ err: error }, 'a commit failed; its inputs are not taken');
    // That another writes is for good; anything else is for now.
    const isAnothers = error instanceof SequenceConflictError || error instanceof JournalTakenOverError;
    const told = isAnothers ? error : NotRecordedError.byJournal(error);
    for (const { slot, pending, before, resting } of [...steps].reverse()) {
      slot.live = before;
      slot.taken.remove(pending.input.id);
      for (const { reject } of [pending, ...resting]) reject(told);
      // Somebody else wrote to this process: what we know of it is out of date.
      if (error instanceof SequenceConflictError) Object.assign(slot, { loading: null, loaded: false });
    }
  }

  #handOut(process: LiveProcess, effects: readonly Effect[]): void {
    if (effects.length === 0) return;
    for (const listener of this.#effectListeners) {
      try {
        listener(process, effects);
      } catch (error) {
        this.#deps.log.error({ process: process.id, err: error as Error }, 'effects were not taken; they are handed out again at the next start');
      }
    }
  }

  #free(process: ProcessId, slot: Slot): void {
    slot.busy = false;
    slot.taken.trim();
    if (slot.queue.length > 0) {
      this.#ready.add(process);
      this.#schedule();
    } else {
      this.#slots.release(process, slot);
    }
  }
}
