import type { Instant } from '../../../workflows/kernel/brand.ts';
import type { Actor } from '../../../workflows/kernel/process.ts';
import type { SingleMessage, WebhookContext } from '../../../workflows/webhook/subscription.ts';
import { signingSecrets } from '../../../workflows/webhook/subscription.ts';
import { offer, system, timePasses } from '../harness/catalogue.ts';
import type { Catalogue } from '../harness/catalogue.ts';

const customs: Actor = { kind: 'customs', id: 'gacc' };
const administrator: Actor = { kind: 'person', id: 'admin' };
/** The feed has no more than so many rows. */
const rows = 2;
const isOverADay = (since: Instant, at: Instant | null): boolean =>
  at !== null && Date.parse(at) - Date.parse(since) >= 86_400_000;
const delivering = ['following', 'restarting', 'pausing', 'suspending', 'ending'];
const suspending = ['suspending', 'suspended'];

export const webhook: Catalogue<WebhookContext> = {
  definition: 'webhook-subscription',
  process: 'webhook-subscription/w1',
  starts: [
    {
      name: 'a webhook',
      input: { client: 'gacc', url: 'https://customs.example/hook', description: null, after: 1 },
      by: customs,
    },
  ],
  asks: ['webhook.deliver', 'webhook.send'],
  *offers(situation) {
    const { context, open, now } = situation;
    for (const effect of open) {
      if (effect.kind === 'webhook.send') {
        for (const problem of [null, 'TIMED_OUT'])
          yield offer(
            { type: 'message.sent', message: effect.params['message'], status: null, problem },
            system,
            effect,
          );
        continue;
      }
      const after = Number(effect.params['after']);
      const report = { type: 'delivery.reported', after, status: null };
      for (let upTo = after; upTo <= rows; upTo += 1) {
        if (upTo > after) yield offer({ ...report, upTo, failure: null }, system, effect);
        if (upTo === rows || (context.failing?.failures ?? 0) > 1) continue;
        const failure = { cursor: upTo + 1, rowAt: now, status: null, retryAfter_s: null, jitter: 0 };
        for (const problem of ['NOT_TAKEN', 'GONE'])
          yield offer({ ...report, upTo, failure: { ...failure, problem } }, system, effect);
        // The next try is a day later, and the last one.
        const late = { problem: 'LATE', rowAt: context.createdAt, retryAfter_s: 86_400 };
        if (context.died < 1 && upTo === after)
          yield offer({ ...report, upTo, failure: { ...failure, ...late } }, system, effect);
      }
      yield offer({ ...report, upTo: after, failure: null }, system, effect);
    }
    for (const type of ['subscription.paused', 'subscription.resumed', 'subscription.deleted'])
      yield offer({ type }, customs);
    for (const type of ['subscription.suspended', 'subscription.reinstated'])
      for (const by of [administrator, customs]) yield offer({ type, reason: 'taken over' }, by);
    for (const after of [0, 2]) yield offer({ type: 'subscription.replayed', after }, customs);
    // What has to do with nothing else is told in one state, and not followed further.
    if (situation.state === 'paused') {
      for (const overlap_h of [0, 24, 169]) yield offer({ type: 'secret.rotated', overlap_h }, customs);
      if (context.ping === null) yield offer({ type: 'ping.asked' }, customs);
    }
    if (open.every(({ kind }) => kind !== 'webhook.send'))
      yield offer({ type: 'letter.resent', cursor: 2 }, customs);
    yield* timePasses(situation);
  },
  key: ({
    now,
    context: { delivered, rewindTo, failing, died, deadLetters, ping, stopped, suspended, secrets, since },
  }) => [
    delivered,
    rewindTo,
    failing && [failing.failures, failing.cursor, failing.long, isOverADay(since, failing.nextAttemptAt)],
    died,
    deadLetters.map(({ cursor }) => cursor),
    ping && [ping.no, ping.answered !== null],
    stopped !== null,
    suspended?.wasPaused,
    secrets.length,
    isOverADay(since, now),
  ],
  stopsAt: ({ context: { secrets, ping } }) =>
    secrets[0].generation > 1 || (ping !== null && ping.answered !== null),
  isEnd: () => true,
  laws: [
    {
      says: 'one effect delivers where somebody waits for it, and none elsewhere',
      holds: ({ state, open }) =>
        open.filter(({ kind }) => kind === 'webhook.deliver').length === (delivering.includes(state) ? 1 : 0),
    },
    {
      says: 'the newest secret signs, and no more than three do',
      holds: ({ context, now }) => {
        const [newest, ...others] = signingSecrets(context, now);
        return newest?.until === null && others.length <= 2;
      },
    },
    {
      says: 'what is paused, disabled, suspended or deleted does not fail',
      holds: ({ state, context }) =>
        !['paused', 'disabled', 'suspended', 'deleted'].includes(state) || context.failing === null,
    },
    {
      says: 'what the port has stopped is in a state of its own until it ends, and nothing else is',
      holds: ({ state, context }) =>
        suspending.includes(state)
          ? context.suspended?.by.id === administrator.id
          : !context.suspended || ['ending', 'deleted'].includes(state),
    },
  ],
  stepLaws: [
    {
      says: 'no row is passed over but by dying, and none is delivered anew but by a replay',
      holds: ({ from, to, offer: { event } }) => {
        const { delivered: before, died } = from.context;
        const { delivered, died: now } = to.context;
        if (delivered === before) return true;
        if (event.type === 'delivery.reported')
          return delivered >= before ? true : from.context.rewindTo === delivered && now >= died;
        return delivered === event['after'] || delivered === from.context.rewindTo;
      },
    },
    {
      says: 'what the port has stopped only the port lets go on, and nothing is begun to be sent meanwhile but a ping',
      holds: ({ from, to, offer: { event, by }, effects }) => {
        if (!from.context.suspended) return true;
        const goesOn = !to.context.suspended;
        if (goesOn) return event.type === 'subscription.reinstated' && by.id === administrator.id;
        return effects.every(
          ({ params }) => (params['message'] as SingleMessage | undefined)?.kind === 'ping',
        );
      },
    },
    {
      says: 'letters that died are counted for good',
      holds: ({ from, to }) => to.context.died >= from.context.died,
    },
  ],
};
