import { assign, enqueueActions, setup } from 'xstate';
import { custodyBroken } from '../custody/broken.ts';
import { effectActions, send } from '../kernel/effects.ts';
import type { ProcessDefinition, Stamped } from '../kernel/process.ts';
import type { StorageEnded, StorageEvent } from './events.ts';
import { untilDisposable } from './keeping.ts';
import { labelFindings } from './label-findings.ts';
import { lookAt } from './looked-at.ts';
import { keptOtherwise } from './kept-otherwise.ts';
import { linesOf, noted } from './record.ts';
import { refuseDisposal, refuseStorage } from './refusals.ts';
import { cabinetProcess } from './slots.ts';
import type { HeldSlot, SlotClaim, SlotFetch, SlotFreed } from './slots.ts';
import { newBottle } from './stored-bottle.ts';
import type { StorageContext, StorageInput } from './stored-bottle.ts';

type Event = Stamped<StorageEvent>;

/** Name of the timer at the end of retention: it makes the end visible, and never disposes of anything. */
const retentionTimer = 'retention';

/** Asks for a slot. A cabinet nobody has set up has no slots, and says so. */
const claimOf = ({ order: { code } }: StorageContext, { cabinet, slot, no }: HeldSlot) => {
  const event: SlotClaim = { type: 'slot.claim', slot, code, no };
  const ensure = { definition: 'storage-cabinet', input: { cabinet, slots: 0 } };
  return { type: 'process.send', params: { to: cabinetProcess(cabinet), event, ensure } } as const;
};

/** Asks the machine of its cabinet to give it out. */
const fetchOf = ({ order: { code } }: StorageContext, { cabinet, slot, no }: HeldSlot) => {
  const event: SlotFetch = { type: 'slot.fetch', slot, code, no };
  return send(cabinetProcess(cabinet), event);
};

const freed = ({ order: { code } }: StorageContext, { cabinet, slot, no }: HeldSlot) => {
  const event: SlotFreed = { type: 'slot.freed', slot, code, no };
  return send(cabinetProcess(cabinet), event);
};

const machine = setup({
  types: { context: {} as StorageContext, events: {} as Event, input: {} as StorageInput },
  actions: {
    ...effectActions,
    lookAtIt: enqueueActions(({ context, event, enqueue }) => {
      if (event.type !== 'bottle.put-away') return;
      const { found, findings } = lookAt(context, event);
      enqueue.assign({
        expected: found,
        findings: [...context.findings, ...findings],
        quarantined: context.quarantined || findings.length > 0,
        // The portion was taken: what is left is kept like any other.
        wantedForTest: context.wantedForTest && event.sealOff === null,
        ...noted(context, event, 'brought', { found }),
      });
      const { parent, code } = context.order;
      if (findings.length > 0) enqueue(custodyBroken(parent, code, 'in-storage', findings));
    }),
    claimSlot: enqueueActions(({ context, event, enqueue }) => {
      if (event.type !== 'bottle.put-away' && event.type !== 'bottle.move') return;
      const { cabinet, slot, by, at } = event;
      const reason = event.type === 'bottle.move' ? event.reason : null;
      const no = context.claims + 1;
      enqueue.assign({ claims: no, claim: { cabinet, slot, by, at, reason }, slotRefusal: null });
      enqueue(claimOf(context, { cabinet, slot, no }));
    }),
    lieInSlot: enqueueActions(({ context, event, enqueue }) => {
      const { claim, slot: old } = context;
      if (!claim) return;
      const { by, at, reason, ...slot } = claim;
      const what = old ? 'moved' : 'stored';
      enqueue.assign({
        slot: { ...slot, no: context.claims, ...(event.type === 'slot.given' && event.label !== undefined && { machine: true }) },
        claim: null,
        ...noted(context, { by, at }, what, { slot, reason }),
      });
      // Within one cabinet the old slot was given up with the new one.
      if (old && old.cabinet !== slot.cabinet) enqueue(freed(context, old));
    }),
    noteSlotRefused: assign(({ event }) =>
      event.type === 'slot.refused' ? { claim: null, fetching: null, slotRefusal: event.refusal } : {},
    ),
    /** The machine read another label than ours in our slot, or none is there: its parent is told, as of any broken chain. */
    noteLabel: enqueueActions(({ context, event, enqueue }) => {
      const findings = labelFindings(context, event);
      if (findings.length === 0) return;
      const { parent, code } = context.order;
      enqueue.assign({ findings: [...context.findings, ...findings], quarantined: true });
      enqueue(custodyBroken(parent, code, 'in-storage', findings));
    }),
    askMachine: enqueueActions(({ context, event, enqueue }) => {
      if (!context.slot || (event.type !== 'bottle.fetch' && event.type !== 'disposal.confirmed')) return;
      const reason = event.type === 'bottle.fetch' ? event.reason : null;
      enqueue.assign({ fetching: { by: event.by, reason, toDispose: reason === null }, slotRefusal: null });
      enqueue(fetchOf(context, context.slot));
    }),
    /** The machine has given it out to who asked; the cabinet knows. */
    comeOut: assign(({ context, event: { at } }) => {
      const { fetching } = context;
      if (!fetching) return {};
      const { by, reason } = fetching;
      return { slot: null, fetching: null, ...noted(context, { by, at }, 'fetched', { reason }) };
    }),
    comeOutToDispose: assign(({ context, event: { at } }) => {
      const { fetching } = context;
      return fetching ? { slot: null, fetching: null, ...noted(context, { by: fetching.by, at }, 'disposed') } : {};
    }),
    leaveSlot: enqueueActions(({ context, enqueue }) => {
      if (context.slot) enqueue(freed(context, context.slot));
      enqueue.assign({ slot: null });
    }),
    note: assign(({ context, event }) => {
      const what = linesOf[event.type];
      const reason = 'reason' in event ? event.reason : null;
      return what ? noted(context, event, what, { reason }) : {};
    }),
    keepOtherwise: enqueueActions(({ context, event, enqueue }) => {
      const { at, by, inputId } = event;
      const changed = keptOtherwise(context, event);
      const delay = untilDisposable({ ...context, ...changed }, at);
      enqueue.assign({ ...changed, retentionOverAt: delay === 0 ? at : null });
      enqueue.cancel(retentionTimer);
      if (delay !== null && delay > 0)
        enqueue.raise({ type: 'retention.over', at, by, inputId }, { id: retentionTimer, delay });
    }),
    propose: assign(({ event }) => {
      if (event.type !== 'disposal.proposed') return {};
      const { by, at, method, reason } = event;
      return { disposal: { by, at, method, reason } };
    }),
    tellEnd: enqueueActions(({ context, event, enqueue }) => {
      const { parent, code } = context.order;
      const outcome = event.type === 'bottle.used-up' ? 'used-up' : 'disposed';
      const ended: StorageEnded = { type: 'storage.ended', code, outcome, at: event.at };
      enqueue.assign({ endedAt: event.at });
      enqueue(send(parent, ended));
    }),
  },
  guards: {
    /** Facts are not refused by the engine, so the machine asks itself. */
    isAllowed: ({ context, event }) => refuseStorage(context, event) === undefined,
    isOurSlot: ({ context: { claim }, event }) =>
      'slot' in event && event.slot === claim?.slot && event.cabinet === claim.cabinet,
    liesElsewhere: ({ context }) => context.slot !== null,
    isFromMachine: ({ context, event }) => context.slot?.machine === true && refuseStorage(context, event) === undefined,
    isTheSlot: ({ context: { slot }, event }) =>
      'slot' in event && event.slot === slot?.slot && event.cabinet === slot.cabinet,
    /** A hold that came in while the machine was at it stops the disposal: the bottle is out, and kept. */
    mayBeDisposedOf: ({ context, event }) => context.fetching?.toDispose === true && refuseDisposal(context, event) === undefined,
    wasToDispose: ({ context }) => context.fetching?.toDispose === true,
    wasFetched: ({ context }) => context.record.some(({ what }) => what === 'fetched'),
  },
}).createMachine({
  id: 'storage',
  context: ({ input }) => newBottle(input),
  initial: 'awaited',
  on: {
    'storage.retain-until': { guard: 'isAllowed', actions: 'keepOtherwise' },
    'hold.set': { actions: 'keepOtherwise' },
    'hold.lifted': { guard: 'isAllowed', actions: 'keepOtherwise' },
    'quarantine.lifted': {
      guard: 'isAllowed',
      actions: ['note', assign({ quarantined: false })],
    },
    'reserve.fetched-for-test': {
      guard: 'isAllowed',
      actions: ['note', assign({ wantedForTest: true })],
    },
    'slot.contradicted': { guard: 'isTheSlot', actions: 'noteLabel' },
    'retention.over': { actions: assign(({ event }) => ({ retentionOverAt: event.at })) },
  },
  states: {
    /** It exists, and whoever filled it has it. */
    awaited: {
      on: {
        'bottle.put-away': { guard: 'isAllowed', target: 'claiming', actions: ['lookAtIt', 'claimSlot'] },
      },
    },
    /** Its cabinet is asked for a slot. */
    claiming: {
      on: {
        'slot.given': { guard: 'isOurSlot', target: 'stored', actions: ['lieInSlot', 'noteLabel'] },
        'slot.refused': [
          { guard: 'liesElsewhere', target: 'stored', actions: 'noteSlotRefused' },
          { guard: 'wasFetched', target: 'out', actions: 'noteSlotRefused' },
          { target: 'awaited', actions: 'noteSlotRefused' },
        ],
      },
    },
    stored: {
      on: {
        'bottle.move': { guard: 'isAllowed', target: 'claiming', actions: 'claimSlot' },
        'bottle.fetch': [
          { guard: 'isFromMachine', target: 'fetching', actions: 'askMachine' },
          { guard: 'isAllowed', target: 'out', actions: ['note', 'leaveSlot'] },
        ],
        'disposal.proposed': {
          guard: 'isAllowed',
          target: 'disposing',
          actions: ['propose', 'note'],
        },
      },
    },
    /** One person has proposed the disposal; it lies where it lay. */
    disposing: {
      on: {
        'disposal.confirmed': [
          { guard: 'isFromMachine', target: 'fetching', actions: 'askMachine' },
          { guard: 'isAllowed', target: 'disposed', actions: ['note', 'leaveSlot'] },
        ],
        'disposal.declined': {
          target: 'stored',
          actions: ['note', assign({ disposal: null })],
        },
      },
    },
    /** The machine of its cabinet is asked to give it out. */
    fetching: {
      on: {
        'slot.emptied': [
          { guard: 'mayBeDisposedOf', target: 'disposed', actions: 'comeOutToDispose' },
          { target: 'out', actions: ['comeOut', assign({ disposal: null })] },
        ],
        'slot.refused': [
          { guard: 'wasToDispose', target: 'disposing', actions: ['noteLabel', 'noteSlotRefused'] },
          { target: 'stored', actions: ['noteLabel', 'noteSlotRefused'] },
        ],
      },
    },
    /** A person has it. */
    out: {
      on: {
        'bottle.put-away': { guard: 'isAllowed', target: 'claiming', actions: ['lookAtIt', 'claimSlot'] },
        'bottle.used-up': {
          guard: 'isAllowed',
          target: 'usedUp',
          actions: 'note',
        },
      },
    },
    disposed: { type: 'final', entry: 'tellEnd' },
    usedUp: { type: 'final', entry: 'tellEnd' },
  },
});

/**
 * A retained bottle from when it exists until it is disposed of by two persons, or used up in a test its parent ordered. It knows where
 * it lies; the cabinet knows what lies in it. What it weighs and carries is judged each time it is put away: what is wrong is told
 * to the parent and puts it in quarantine. Retention is the longest of rule, contract and hold, and nothing ever shortens it.
 */
export const storageDefinition: ProcessDefinition = {
  id: 'storage',
  version: 1,
  machine,
  refuse: (snapshot, event) =>
    refuseStorage(snapshot.context as StorageContext, event as Stamped<StorageEvent>),
};
