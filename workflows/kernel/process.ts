import type { AnyMachineSnapshot, AnyStateMachine, EventObject } from 'xstate';
import type { Instant, ProcessId } from './brand.ts';
import type { Refusal } from './refusal.ts';

/** Who caused an input. `plant` facts come from a PLC, `process` messages from another process, `system` from an effect. */
export interface Actor {
  readonly kind: 'person' | 'customs' | 'plant' | 'process' | 'system';
  readonly id: string;
  readonly name?: string;
}

/** One thing that happened to a process. The same `id` is taken once; time comes from here and nowhere else. */
export interface Input {
  readonly id: string;
  readonly at: Instant;
  readonly actor: Actor;
  readonly event: EventObject & Readonly<Record<string, unknown>>;
  /** The effect this input answers, if any: that effect is settled once this input is in the journal. */
  readonly answers?: string;
  /** The running of a timer that this is; it runs no more. */
  readonly fired?: Pick<Timer, 'name' | 'generation'>;
}

/** What a machine wants done in the world. `id` is process + sequence + index: the same for ever. */
export interface Effect {
  readonly id: string;
  readonly kind: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** A delayed event of a machine as a row with an absolute deadline. */
export interface Timer {
  /** XState's name of the delayed event; the same name comes again on re-entry. */
  readonly name: string;
  /** Tells a re-entered timer from the one cancelled before. */
  readonly generation: number;
  readonly dueAt: Instant;
  readonly event: EventObject;
}

/** An event as a machine sees it: with the time, the actor and the input's id. */
export type Stamped<E extends EventObject> = E & {
  readonly at: Instant;
  readonly by: Actor;
  readonly inputId: string;
};

/** A process definition: a pure XState machine with an id and a version that never changes meaning. */
export interface ProcessDefinition {
  readonly id: string;
  readonly version: number;
  readonly machine: AnyStateMachine;
  /** Why a person's or a customs system's request cannot be taken in this state, in words; undefined if it can. */
  readonly refuse?: (snapshot: AnyMachineSnapshot, event: Stamped<EventObject>) => Refusal | undefined;
}

export const definitionKey = (definition: Pick<ProcessDefinition, 'id' | 'version'>) =>
  `${definition.id}@${definition.version}`;

export const effectId = (process: ProcessId, seq: number, index: number) => `${process}#${seq}.${index}`;
