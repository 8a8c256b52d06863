import { assign, enqueueActions, setup } from 'xstate';
import { effectActions } from '../kernel/effects.ts';
import type { Instant } from '../kernel/brand.ts';
import type { ProcessDefinition, Stamped } from '../kernel/process.ts';
import { afterReport, failingLong, hasDied, isStopping } from './delivery.ts';
import { refuseWebhook } from './refuse.ts';
import { afterSending, newSubscription, rotated, suspended } from './subscription.ts';
import type { SingleMessage, WebhookContext, WebhookEvent, WebhookInput } from './subscription.ts';

type Event = Stamped<WebhookEvent>;

const failingTimer = 'failing';

const house = setup({
  types: {
    context: {} as WebhookContext,
    events: {} as Event,
    input: {} as WebhookInput & { readonly startedAt: Instant },
  },
  actions: {
    ...effectActions,
    deliver: enqueueActions(({ context, enqueue }) =>
      enqueue({ type: 'webhook.deliver', params: { after: context.delivered } }),
    ),
    noteReport: enqueueActions(({ context, event, enqueue }) => {
      if (event.type !== 'delivery.reported') return;
      const { at, by, inputId } = event;
      const noted = afterReport(context, event, at);
      enqueue.assign(noted);
      if (noted.failing?.since === context.failing?.since) return;
      enqueue.cancel(failingTimer);
      if (noted.failing)
        enqueue.raise(
          { type: 'receiver.failing-long', at, by, inputId },
          { id: failingTimer, delay: failingLong },
        );
    }),
    /** Nobody expects it to deliver now: how its receiver failed is told by the journal. */
    forgetFailing: enqueueActions(({ enqueue }) => {
      enqueue.cancel(failingTimer);
      enqueue.assign({ failing: null });
    }),
    wishRewind: assign(({ event }) =>
      event.type === 'subscription.replayed' ? { rewindTo: event.after } : {},
    ),
    /** A day for every message counts from now on. */
    beginAgain: assign(({ context: { delivered, rewindTo }, event: { at } }) => ({
      delivered: rewindTo ?? delivered,
      rewindTo: null,
      stopped: null,
      since: at,
    })),
    rotate: assign(({ context, event }) =>
      event.type === 'secret.rotated' ? rotated(context, event.overlap_h, event.at) : {},
    ),
    ping: enqueueActions(({ context, event, enqueue }) => {
      const no = (context.ping?.no ?? 0) + 1;
      enqueue.assign({ ping: { no, askedAt: event.at, answered: null } });
      const message: SingleMessage = { kind: 'ping', no };
      enqueue({ type: 'webhook.send', params: { message } });
    }),
    resend: enqueueActions(({ event, enqueue }) => {
      if (event.type !== 'letter.resent') return;
      const message: SingleMessage = { kind: 'row', cursor: event.cursor };
      enqueue({ type: 'webhook.send', params: { message } });
    }),
    noteSending: assign(({ context, event }) =>
      event.type === 'message.sent' ? afterSending(context, event, event.at) : {},
    ),
    noteFailingLong: assign(({ context: { failing } }) => ({
      failing: failing && { ...failing, long: true },
    })),
    suspend: assign(({ event }) => suspended(event, false)),
    suspendPaused: assign(({ event }) => suspended(event, true)),
    reinstate: assign({ suspended: null }),
  },
  guards: {
    isStopping: ({ event }) => event.type === 'delivery.reported' && isStopping(event),
    hasFailed: ({ event }) => event.type === 'delivery.reported' && event.failure !== null,
    hasDied: ({ context, event }) => event.type === 'delivery.reported' && hasDied(context, event, event.at),
    isDisabled: ({ context: { stopped } }) => stopped !== null,
    wasPaused: ({ context: { suspended } }) => suspended?.wasPaused === true,
  },
  delays: {
    untilNextAttempt: ({ context: { failing } }) =>
      failing?.nextAttemptAt ? Date.parse(failing.nextAttemptAt) - Date.parse(failing.at) : 0,
  },
});

const states = {
  /** The effect under way follows the feed and delivers row by row; it ends when it sees another state than this. */
  following: {
    entry: 'deliver',
    on: {
      'delivery.reported': [
        { guard: 'isStopping', target: 'disabled', actions: 'noteReport' },
        { guard: 'hasDied', target: 'following', reenter: true, actions: 'noteReport' },
        { guard: 'hasFailed', target: 'waiting', actions: 'noteReport' },
        { target: 'following', reenter: true, actions: 'noteReport' },
      ],
      'subscription.paused': 'pausing',
      'subscription.replayed': { target: 'restarting', actions: 'wishRewind' },
      'subscription.deleted': 'ending',
    },
  },
  /** The receiver failed: nothing overtakes the row it did not take. */
  waiting: {
    after: { untilNextAttempt: 'following' },
    on: {
      'subscription.resumed': 'following',
      'subscription.paused': 'paused',
      'subscription.replayed': { target: 'following', actions: ['wishRewind', 'beginAgain'] },
      'subscription.deleted': 'deleted',
    },
  },
  /** A message may be on its way: what comes of it counts before anything is delivered anew. */
  restarting: {
    on: {
      'delivery.reported': [
        { guard: 'isStopping', target: 'disabled', actions: 'noteReport' },
        { target: 'following', actions: ['noteReport', 'beginAgain'] },
      ],
      'subscription.paused': 'pausing',
      'subscription.replayed': { actions: 'wishRewind' },
      'subscription.deleted': 'ending',
    },
  },
  pausing: {
    entry: 'forgetFailing',
    on: {
      'delivery.reported': [
        { guard: 'isStopping', target: 'disabled', actions: 'noteReport' },
        { target: 'paused', actions: 'noteReport' },
      ],
      'subscription.resumed': 'restarting',
      'subscription.replayed': { actions: 'wishRewind' },
      'subscription.deleted': 'ending',
    },
  },
  paused: {
    entry: 'forgetFailing',
    on: {
      'subscription.resumed': { target: 'following', actions: 'beginAgain' },
      'subscription.replayed': { actions: 'wishRewind' },
      'subscription.deleted': 'deleted',
    },
  },
  /** By its receiver (410), or because its client may not hear the feed any more. */
  disabled: {
    entry: 'forgetFailing',
    on: {
      'subscription.resumed': { target: 'following', actions: 'beginAgain' },
      'subscription.replayed': { actions: 'wishRewind' },
      'subscription.deleted': 'deleted',
    },
  },
  ending: { on: { 'delivery.reported': { target: 'deleted', actions: 'noteReport' } } },
  deleted: { type: 'final', entry: 'forgetFailing' },
} as const;

const on = {
  'secret.rotated': { actions: 'rotate' },
  'ping.asked': { actions: 'ping' },
  'letter.resent': { actions: 'resend' },
  'message.sent': { actions: 'noteSending' },
  'receiver.failing-long': { actions: 'noteFailingLong' },
} as const;

const first = house.createMachine({
  id: 'webhook-subscription',
  context: ({ input }) => newSubscription(input, input.startedAt),
  initial: 'following',
  states,
  on,
});

/** As the first, and an administrator of the port can stop it. */
const second = house.createMachine({
  id: 'webhook-subscription',
  context: ({ input }) => ({ ...newSubscription(input, input.startedAt), suspended: null }),
  initial: 'following',
  states: {
    ...states,
    following: {
      ...states.following,
      on: { ...states.following.on, 'subscription.suspended': { target: 'suspending', actions: 'suspend' } },
    },
    waiting: {
      ...states.waiting,
      on: { ...states.waiting.on, 'subscription.suspended': { target: 'suspended', actions: 'suspend' } },
    },
    restarting: {
      ...states.restarting,
      on: { ...states.restarting.on, 'subscription.suspended': { target: 'suspending', actions: 'suspend' } },
    },
    pausing: {
      ...states.pausing,
      on: {
        ...states.pausing.on,
        'subscription.suspended': { target: 'suspending', actions: 'suspendPaused' },
      },
    },
    paused: {
      ...states.paused,
      on: {
        ...states.paused.on,
        'subscription.suspended': { target: 'suspended', actions: 'suspendPaused' },
      },
    },
    disabled: {
      ...states.disabled,
      on: { ...states.disabled.on, 'subscription.suspended': { target: 'suspended', actions: 'suspend' } },
    },
    /** By the port; the message under way has still to have its answer. */
    suspending: {
      entry: 'forgetFailing',
      on: {
        'delivery.reported': { target: 'suspended', actions: 'noteReport' },
        'subscription.reinstated': [
          { guard: 'wasPaused', target: 'pausing', actions: 'reinstate' },
          { target: 'restarting', actions: 'reinstate' },
        ],
        'subscription.replayed': { actions: 'wishRewind' },
        'subscription.deleted': 'ending',
      },
    },
    /** Goes on where it was stopped: disabled or paused if it was, else after what was delivered. */
    suspended: {
      entry: 'forgetFailing',
      on: {
        'subscription.reinstated': [
          { guard: 'isDisabled', target: 'disabled', actions: 'reinstate' },
          { guard: 'wasPaused', target: 'paused', actions: 'reinstate' },
          { target: 'following', actions: ['reinstate', 'beginAgain'] },
        ],
        'subscription.replayed': { actions: 'wishRewind' },
        'subscription.deleted': 'deleted',
      },
    },
  },
  on,
});

/** What is asked of either version is judged by one table: version 1 knows no suspension and has none in its context. */
const refuse: NonNullable<ProcessDefinition['refuse']> = ({ context }, event) =>
  refuseWebhook(context as WebhookContext, event as Stamped<WebhookEvent>);

/**
 * What one customs system is told without asking: each row of the change feed, in order, as a signed message to its address. The feed
 * stays the truth; a message only says that there is something to fetch.
 */
export const webhookDefinition: ProcessDefinition = {
  id: 'webhook-subscription',
  version: 2,
  machine: second,
  refuse,
};

/** Of webhooks begun before the port could suspend one; they run on it for as long as there are any. */
export const firstWebhookDefinition: ProcessDefinition = {
  id: 'webhook-subscription',
  version: 1,
  machine: first,
  refuse,
};
