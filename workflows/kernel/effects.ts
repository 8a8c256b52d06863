import type { BlindCode, ProcessId, UnitId } from './brand.ts';

/**
 * Every effect a process may ask for, with its parameters. Machines name them as actions; XState needs an implementation
 * for each name, and these do nothing: the engine reads the returned actions and carries them out after the commit.
 */
export type EffectParams = {
  /** Starts another process; repeating is harmless. */
  'process.start': { readonly definition: string; readonly process: ProcessId; readonly input: object };
  /** Sends an event to another process, starting it first when `ensure` says how. */
  'process.send': {
    readonly to: ProcessId;
    readonly event: { readonly type: string };
    readonly ensure?: { readonly definition: string; readonly input: object };
  };
  /** Draws opaque blind codes; answered by `codes.drawn {stage, ref, codes}`. */
  'custody.draw-codes': { readonly stage: 'sampling' | 'preparation' | 'assay'; readonly ref: number; readonly count: number };
  /** Commands a unit; answered by `command.done | command.failed | command.unknown`. */
  'unit.command': UnitCommandParams;
  /** Reads a unit's latched values; answered by `unit.read {readings}`. */
  'unit.read': { readonly unit: UnitId; readonly tags: readonly string[] };
  /** Renders the certificate and stores its bytes; answered by `report.issued {pdf, json}`. */
  'report.issue': { readonly certificate: object };
  /** Delivers the feed's rows after a cursor for as long as it goes well; answered by `delivery.reported`. */
  'webhook.deliver': { readonly after: number };
  /** Sends one message by itself: a ping, or one row again; answered by `message.sent`. */
  'webhook.send': { readonly message: object };
  /** Signs the root of a tree over the journal, of which so much was signed before; answered by `root.signed`. */
  'journal.sign-root': { readonly size: number; readonly subtrees: readonly string[] };
};

export type UnitCommandParams = {
  readonly unit: UnitId;
  readonly command:
    | 'reset' | 'start' | 'hold' | 'unhold' | 'abort' | 'clear' | 'stop' | 'complete' | 'load' | 'skip-stage' | 'eject'
    | 'store' | 'retrieve' | 'scan' | 'send'; // prettier-ignore
  readonly jobId: string;
  readonly lotId: string;
  /** Empty for a command that is about no sample. */
  readonly sampleId: BlindCode | '';
  readonly recipeId: string;
  readonly settings: Readonly<Record<string, number | string>>;
  readonly params: readonly number[];
  /** Of a process with `orders`: the one it is for. Settled before the unit was told, it is not given any more. */
  readonly order?: number;
};

/** The no-op implementations handed to `setup({ actions })`. */
export const effectActions = {
  'process.start': (_: unknown, _params: EffectParams['process.start']) => {},
  'process.send': (_: unknown, _params: EffectParams['process.send']) => {},
  'custody.draw-codes': (_: unknown, _params: EffectParams['custody.draw-codes']) => {},
  'unit.command': (_: unknown, _params: EffectParams['unit.command']) => {},
  'unit.read': (_: unknown, _params: EffectParams['unit.read']) => {},
  'report.issue': (_: unknown, _params: EffectParams['report.issue']) => {},
  'webhook.deliver': (_: unknown, _params: EffectParams['webhook.deliver']) => {},
  'webhook.send': (_: unknown, _params: EffectParams['webhook.send']) => {},
  'journal.sign-root': (_: unknown, _params: EffectParams['journal.sign-root']) => {},
};

/** Asks for a message to another process; in `enqueueActions`: `enqueue(send(to, event))`. */
export const send = (to: ProcessId, event: { readonly type: string }) => ({ type: 'process.send', params: { to, event } }) as const;
