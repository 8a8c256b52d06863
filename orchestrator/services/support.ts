import type { EventObject } from 'xstate';
import type { Instant, ProcessId } from '../../workflows/kernel/brand.ts';
import type { Actor } from '../../workflows/kernel/process.ts';
import { ok, refuse } from '../../workflows/kernel/refusal.ts';
import type { Outcome } from '../../workflows/kernel/refusal.ts';
import type { Engine } from '../engine/engine.ts';
import type { ViewStore } from '../storage/ports.ts';
import type { Caller } from './contract.ts';

/** What services are made of. */
export interface ServiceDeps {
  readonly engine: Engine;
  readonly views: ViewStore;
  readonly clock: () => Instant;
  /** A new id for an input that its sender gave none. */
  readonly newId: () => string;
}

export const personOf = ({ id, name, customs }: Caller): Actor =>
  customs ? { kind: 'customs', id } : { kind: 'person', id, name };

/** What a process knows, as the engine holds it; null when there is no such process. */
export const contextOf = async <T>(
  { engine }: Pick<ServiceDeps, 'engine'>,
  process: ProcessId,
): Promise<T | null> => ((await engine.find(process))?.state?.snapshot.context as T | undefined) ?? null;

/** Puts a request to a process, then reads the view it changes. A refusal comes back as a value. */
export async function ask<View>(
  { engine, clock }: ServiceDeps,
  process: ProcessId,
  request: { readonly id: string; readonly actor: Actor; readonly event: EventObject },
  read: () => Promise<View | null>,
): Promise<Outcome<View>> {
  const event = { ...request.event };
  const result = await engine.submit(
    process,
    { id: request.id, at: clock(), actor: request.actor, event },
    'request',
  );
  if (result.status === 'refused') return refuse(result.refusal);
  const view = await read();
  return view === null ? refuse(notFound('id', process)) : ok(view);
}

export const notFound = (field: string, id: string) => ({
  code: 'NOT_FOUND',
  field,
  message: `There is no ${id}.`,
  remedy: 'Check the id, or list what there is.',
});
