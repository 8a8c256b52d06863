import type { Instant, ProcessId } from '../../workflows/kernel/brand.ts';
import type { Actor, Input, Timer } from '../../workflows/kernel/process.ts';

const timerActor: Actor = { kind: 'system', id: 'timer' };

/** The same for one running of a timer, however often it is told; a re-entered timer has another generation and so another id. */
export const timerInputId = (process: ProcessId, { name, generation }: Timer): string =>
  `${process}~${name}~${generation}`;

/** What a process is given when one of its timers is due. */
export const timerInput = (process: ProcessId, timer: Timer, at: Instant): Input => ({
  id: timerInputId(process, timer),
  at,
  actor: timerActor,
  event: { ...timer.event },
  fired: { name: timer.name, generation: timer.generation },
});

export const isTimerInput = ({ actor }: Input): boolean =>
  actor.kind === timerActor.kind && actor.id === timerActor.id;
