import type { Instant, ProcessId } from '../kernel/brand.ts';
import { turns } from '../scheduling/turn.ts';
import type { TurnRequest, TurnRules } from '../scheduling/turn.ts';

/** Asks for the infeed of a unit that works at several samples; asked again, it says how the infeed was found now. */
export interface InfeedRequest {
  readonly type: 'infeed.request';
  /** Whether the run has just seen it free. */
  readonly free: boolean;
}

/** A run has used its turn at the infeed, or cannot use it. */
export interface InfeedRelease {
  readonly type: 'infeed.release';
}

/** Whose turn it is to feed its sample. */
export interface InfeedEvent {
  readonly type: 'infeed.granted';
}

/** The infeed of a unit, which takes one sample at a time. */
export interface Infeed {
  /** Holders of the unit that want to feed their samples. */
  readonly asking: readonly ProcessId[];
  /** Whose turn it is; null when nobody's. */
  readonly turn: { readonly process: ProcessId; readonly since: Instant } | null;
}

export const idleInfeed: Infeed = { asking: [], turn: null };

/** A turn that was not used in this time is given to the next: its run has other worries. Far longer than a Load's answer takes. ms */
const longestTurn = 60_000;

interface Holder extends TurnRequest {
  readonly process: ProcessId;
}

const without = ({ asking, turn }: Infeed, process: ProcessId): Infeed => ({
  asking: asking.filter((other) => other !== process),
  turn: turn?.process === process ? null : turn,
});

/**
 * Notes that a holder wants the infeed. Who has just seen it free brings about a turn, though not always his own: it goes to him whose
 * turn it is among all who ask, as at the unit itself (`scheduling/turn.ts`), by when they asked for the unit.
 */
export function askInfeed(
  infeed: Infeed,
  asker: { readonly process: ProcessId; readonly free: boolean },
  { holders, rules }: { readonly holders: readonly Holder[]; readonly rules: TurnRules },
  now: Instant,
): Infeed {
  const before = without(infeed, asker.process);
  const asking = [...before.asking, asker.process];
  const isTaken = before.turn !== null && Date.parse(now) - Date.parse(before.turn.since) < longestTurn;
  if (!asker.free || isTaken) return { ...before, asking };
  const [first] = turns(
    holders.filter(({ process }) => asking.includes(process)),
    now,
    rules,
  );
  if (!first) return { ...before, asking };
  const { process } = first.request;
  return { asking: asking.filter((other) => other !== process), turn: { process, since: now } };
}

/** A holder does not want the infeed any more, or has fed its sample. The next turn is given when somebody sees the infeed free. */
export const leaveInfeed = (infeed: Infeed, process: ProcessId): Infeed => without(infeed, process);
