import { assign, setup } from 'xstate';
import type { Instant, ProcessId } from '../kernel/brand.ts';
import { effectActions } from '../kernel/effects.ts';
import type { ProcessDefinition, Stamped } from '../kernel/process.ts';

/** The one process that has the roots of a journal signed. */
export const journalRootsProcess = 'journal-roots/site' as ProcessId;

/** An auditor asks for the record of an hour at most without a signature over it. */
const interval_ms = 3_600_000;

/** All that is needed of the tree over the journal to go on with it: RFC 6962 with SHA-256. */
export interface SignedUpTo {
  /** Entries the root is over: those at positions 1 to `size`. */
  readonly size: number;
  /** The full subtrees the tree is made of, the largest first; hex. */
  readonly subtrees: readonly string[];
}

export interface RootSigned extends SignedUpTo {
  readonly type: 'root.signed';
  /** Root of the tree, hex. */
  readonly root: string;
  readonly signedAt: Instant;
  /** SHA-256 (hex) of the record: the root as JWS, with its time stamp where there is one. */
  readonly record: string;
}

export type JournalRootsEvent = RootSigned | { readonly type: 'root.wanted' };

export type JournalRootsContext = SignedUpTo;

/**
 * Has the root of a Merkle tree over the whole journal signed every hour, and when somebody wants it. What an hour ago was signed
 * cannot be changed since without contradicting the signature, even by who holds the whole data folder.
 */
const machine = setup({
  types: {
    context: {} as JournalRootsContext,
    events: {} as Stamped<JournalRootsEvent>,
    input: {} as object,
  },
  delays: { interval: interval_ms },
  actions: {
    ...effectActions,
    note: assign(({ event }) =>
      event.type === 'root.signed' ? { size: event.size, subtrees: event.subtrees } : {},
    ),
  },
}).createMachine({
  id: 'journal-roots',
  context: { size: 0, subtrees: [] },
  initial: 'waiting',
  states: {
    waiting: {
      after: { interval: 'signing' },
      on: { 'root.wanted': 'signing' },
    },
    /** As long as the key cannot be reached it stays here; the next root then covers more. */
    signing: {
      entry: { type: 'journal.sign-root', params: ({ context: { size, subtrees } }) => ({ size, subtrees }) },
      on: { 'root.signed': { target: 'waiting', actions: 'note' } },
    },
  },
});

export const journalRootsDefinition: ProcessDefinition = { id: 'journal-roots', version: 1, machine };
