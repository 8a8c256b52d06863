import { instant } from '../kernel/brand.ts';
import type { Instant } from '../kernel/brand.ts';
import type { Actor } from '../kernel/process.ts';
import { begin, later, step } from '../kernel/step.ts';
import { Rehearsal, person } from '../kernel/testing/rehearsal.ts';
import type { Told } from '../kernel/testing/rehearsal.ts';
import { firstWebhookDefinition, webhookDefinition } from './machine.ts';
import type { DeliveryFailure } from './report.ts';
import { signingSecrets, webhookProcess } from './subscription.ts';
import type { WebhookContext } from './subscription.ts';

const customs: Actor = { kind: 'customs', id: 'gacc' };
const administrator = person('admin');
const begun = (definition = webhookDefinition) =>
  Rehearsal.begin<WebhookContext>(
    definition,
    'webhook-subscription/w1',
    { client: 'gacc', url: 'https://customs.example/hook', description: null, after: 10 },
    customs,
  );
type Webhook = ReturnType<typeof begun>;

const told = (upTo: number, failure: Partial<DeliveryFailure> | null = null, after = 10) => ({
  type: 'delivery.reported',
  after,
  upTo,
  failure: failure && {
    cursor: upTo + 1,
    rowAt: instant('2026-03-05T00:00:00.000Z'),
    problem: 'NOT_TAKEN',
    status: 503,
    retryAfter_s: null,
    jitter: 0,
    ...failure,
  },
});
const failing = (webhook: Webhook, failure: Partial<DeliveryFailure> = {}) =>
  webhook.give(told(webhook.context.delivered, failure, webhook.context.delivered));
const pauseOf = ({ context: { failing: now } }: Webhook): number =>
  Date.parse(now?.nextAttemptAt ?? '') - Date.parse(now?.at ?? '');

describe('a webhook', () => {
  it('delivers from where it was told to begin, and goes on from what was delivered', () => {
    const webhook = begun();
    expect(webhook.wishes('webhook.deliver')).toEqual([{ after: 10 }]);
    const on = webhook.give(told(14));
    expect([on.state, on.wishes('webhook.deliver')]).toEqual(['following', [{ after: 14 }]]);
  });

  it('waits after a failure, twice as long each time up to an hour, and lets nothing overtake', () => {
    let webhook = begun();
    const pauses: number[] = [];
    for (let time = 0; time < 12; time += 1) {
      webhook = failing(webhook);
      expect([webhook.state, webhook.wished]).toEqual(['waiting', []]);
      pauses.push(pauseOf(webhook) / 1000);
      webhook = webhook.giveAll([{ type: 'subscription.resumed' }]);
      expect(webhook.wishes('webhook.deliver')).toEqual([{ after: 10 }]);
    }
    expect(pauses).toEqual([5, 10, 20, 40, 80, 160, 320, 640, 1280, 2560, 3600, 3600]);
  });

  it('tries again when the time has come, not before what the receiver asked for', () => {
    const webhook = failing(begun(), { retryAfter_s: 120 });
    expect(pauseOf(webhook)).toBe(120_000);
    expect(webhook.elapse().elapse().state).toBe('following');
  });

  it('spreads tries by the jitter, never earlier than without', () => {
    expect(pauseOf(failing(begun(), { jitter: 0.5 }))).toBe(5_500);
  });

  it('begins anew with 5 s once a row was taken', () => {
    const thrice = failing(
      failing(failing(begun()).give({ type: 'subscription.resumed' })).give({ type: 'subscription.resumed' }),
    );
    expect(thrice.context.failing?.failures).toBe(3);
    const onward = thrice.give({ type: 'subscription.resumed' }).give(told(12, {}));
    expect([onward.context.failing?.failures, onward.context.delivered]).toEqual([1, 12]);
  });

  it('calls for somebody after an hour, until it delivers again', () => {
    const webhook = failing(begun());
    const long = webhook.give({ type: 'receiver.failing-long' });
    expect(long.context.failing?.long).toBe(true);
    expect(failing(long.give({ type: 'subscription.resumed' })).context.failing?.long).toBe(true);
    expect(long.give({ type: 'subscription.resumed' }).give(told(12)).context.failing).toBeNull();
  });

  it('is disabled by 410 until it is resumed', () => {
    const gone = failing(begun(), { problem: 'GONE', status: 410 });
    expect([gone.state, gone.waitsForTime, gone.context.stopped?.problem]).toEqual([
      'disabled',
      false,
      'GONE',
    ]);
    const resumed = gone.ask({ type: 'subscription.resumed' }, customs);
    expect([resumed.state, resumed.context.stopped]).toEqual(['following', null]);
    expect(resumed.wishes('webhook.deliver')).toEqual([{ after: 10 }]);
  });

  it('is paused once the message under way has its answer, and goes on after what was delivered', () => {
    const pausing = begun().ask({ type: 'subscription.paused' }, customs);
    const paused = pausing.give(told(13));
    expect([pausing.state, paused.state, paused.wished]).toEqual(['pausing', 'paused', []]);
    expect(paused.ask({ type: 'subscription.resumed' }, customs).wishes('webhook.deliver')).toEqual([
      { after: 13 },
    ]);
    const again = pausing.ask({ type: 'subscription.resumed' }, customs);
    expect([again.state, again.wished, again.give(told(13)).wishes('webhook.deliver')]).toEqual([
      'restarting',
      [],
      [{ after: 13 }],
    ]);
  });

  it('replays from a cursor, whatever was delivered meanwhile', () => {
    const rewinding = begun().ask({ type: 'subscription.replayed', after: 3 }, customs);
    expect(rewinding.wished).toEqual([]);
    expect(rewinding.give(told(13)).wishes('webhook.deliver')).toEqual([{ after: 3 }]);
    const waiting = failing(begun());
    expect(
      waiting.ask({ type: 'subscription.replayed', after: 3 }, customs).wishes('webhook.deliver'),
    ).toEqual([{ after: 3 }]);
  });

  it('ends for good when deleted', () => {
    const ending = begun().ask({ type: 'subscription.deleted' }, customs);
    expect([ending.isDone, ending.give(told(13)).isDone]).toEqual([false, true]);
    expect(failing(begun()).ask({ type: 'subscription.deleted' }, customs).isDone).toBe(true);
  });

  it('signs with the old secret too, for as long as was said', () => {
    const rotated = begun().ask({ type: 'secret.rotated', overlap_h: 1 }, customs);
    const generations = (webhook: Webhook, at: Instant) =>
      signingSecrets(webhook.context, at).map(({ generation }) => generation);
    expect(generations(rotated, rotated.now)).toEqual([2, 1]);
    expect(generations(rotated, later(rotated.now, 3_600_000))).toEqual([2]);
    const seen = rotated.ask({ type: 'secret.rotated', overlap_h: 0 }, customs);
    expect(generations(seen, seen.now)).toEqual([3]);
    expect(rotated.refusalOf({ type: 'secret.rotated', overlap_h: 169 }, customs)?.code).toBe(
      'OVERLAP_OUT_OF_RANGE',
    );
  });

  it('pings once at a time, also while it is paused', () => {
    const asked = begun().ask({ type: 'subscription.paused' }, customs).ask({ type: 'ping.asked' }, customs);
    expect(asked.wishes('webhook.send')).toEqual([{ message: { kind: 'ping', no: 1 } }]);
    expect(asked.refusalOf({ type: 'ping.asked' }, customs)?.code).toBe('PING_UNDER_WAY');
    const answer = { type: 'message.sent', message: { kind: 'ping', no: 1 }, status: 204, problem: null };
    const answered = asked.give(answer);
    expect(answered.context.ping?.answered?.status).toBe(204);
    expect(answered.ask({ type: 'ping.asked' }, customs).wishes('webhook.send')).toHaveLength(1);
  });
});

describe('a webhook that the port stops', () => {
  const suspend = { type: 'subscription.suspended', reason: 'The receiver was taken over.' };
  const reinstate = { type: 'subscription.reinstated', reason: 'The client has its receiver back.' };
  const stopped = (webhook: Webhook) => webhook.ask(suspend, administrator);

  it('sends nothing more, lets the message under way have its answer, and says who stopped it and why', () => {
    const suspending = stopped(begun());
    const suspended = suspending.give(told(13));
    expect([suspending.state, suspended.state, suspended.wished]).toEqual(['suspending', 'suspended', []]);
    expect(suspended.context).toMatchObject({
      delivered: 13,
      suspended: { reason: suspend.reason, by: { id: 'admin' }, wasPaused: false },
    });
  });

  it('goes on after what was delivered once the port lets it', () => {
    const onward = stopped(begun()).give(told(13)).ask(reinstate, administrator);
    expect([onward.state, onward.context.suspended]).toEqual(['following', null]);
    expect(onward.wishes('webhook.deliver')).toEqual([{ after: 13 }]);
    const atOnce = stopped(begun()).ask(reinstate, administrator);
    expect([atOnce.state, atOnce.give(told(13)).wishes('webhook.deliver')]).toEqual([
      'restarting',
      [{ after: 13 }],
    ]);
  });

  it('does not try again what waited to be tried, until it goes on', () => {
    const suspended = stopped(failing(begun()));
    expect([suspended.state, suspended.waitsForTime, suspended.context.failing]).toEqual([
      'suspended',
      false,
      null,
    ]);
    expect(suspended.ask(reinstate, administrator).wishes('webhook.deliver')).toEqual([{ after: 10 }]);
  });

  it('is paused again if its client had paused it, and disabled if its receiver had', () => {
    const pausing = begun().ask({ type: 'subscription.paused' }, customs);
    const paused = stopped(pausing.give(told(13))).ask(reinstate, administrator);
    expect([paused.state, paused.wished]).toEqual(['paused', []]);
    expect(stopped(pausing).ask(reinstate, administrator).state).toBe('pausing');
    expect(stopped(pausing).give(told(13)).ask(reinstate, administrator).state).toBe('paused');
    const gone = failing(begun(), { problem: 'GONE', status: 410 });
    expect(stopped(gone).ask(reinstate, administrator).state).toBe('disabled');
  });

  it('stays stopped when its receiver says meanwhile that it is gone, and is disabled then', () => {
    const gone = stopped(begun()).give(told(10, { problem: 'GONE', status: 410 }));
    expect(gone.state).toBe('suspended');
    expect(gone.ask(reinstate, administrator).state).toBe('disabled');
  });

  it.each([
    { type: 'subscription.resumed' },
    { type: 'subscription.paused' },
    { type: 'letter.resent', cursor: 11 },
  ])('is not sent or started by $type', (asked) => {
    for (const webhook of [stopped(begun()), stopped(begun()).give(told(13))])
      expect(webhook.refusalOf(asked, customs)?.code).toBe('WEBHOOK_SUSPENDED');
  });

  it('is stopped and let go on by nobody but the port, and once', () => {
    expect(begun().refusalOf(suspend, customs)?.code).toBe('SUSPENSION_NOT_PERMITTED');
    const suspended = stopped(begun());
    expect(suspended.refusalOf(reinstate, customs)?.code).toBe('SUSPENSION_NOT_PERMITTED');
    expect(suspended.refusalOf(suspend, administrator)?.code).toBe('WEBHOOK_SUSPENDED');
    expect(begun().refusalOf(reinstate, administrator)?.code).toBe('NOT_POSSIBLE_NOW');
  });

  it('can be pinged, get a new secret, be told from where to go on, and be deleted', () => {
    const suspended = stopped(begun()).give(told(13));
    expect(suspended.ask({ type: 'ping.asked' }, administrator).wishes('webhook.send')).toHaveLength(1);
    expect(suspended.ask({ type: 'secret.rotated', overlap_h: 0 }, customs).state).toBe('suspended');
    const rewound = suspended.ask({ type: 'subscription.replayed', after: 3 }, administrator);
    expect([rewound.state, rewound.wished]).toEqual(['suspended', []]);
    expect(rewound.ask(reinstate, administrator).wishes('webhook.deliver')).toEqual([{ after: 3 }]);
    expect(suspended.ask({ type: 'subscription.deleted' }, customs).isDone).toBe(true);
  });

  it('of version 1 goes on as ever, and is refused with a remedy', () => {
    const old = begun(firstWebhookDefinition);
    expect(old.refusalOf(suspend, administrator)?.code).toBe('WEBHOOK_NOT_SUSPENDABLE');
    expect(old.context).not.toHaveProperty('suspended');
    expect(old.give(told(14)).wishes('webhook.deliver')).toEqual([{ after: 14 }]);
  });
});

describe('a row that nobody takes', () => {
  const hour = 3_600_000;
  const start = instant('2026-03-05T00:00:00.000Z');
  /** Plays inputs at their times, h after the beginning. */
  const played = (...inputs: readonly (readonly [number, Told])[]) => {
    const id = webhookProcess('w1');
    const first = { id: 'begin', at: start, actor: customs };
    const input = { client: 'gacc', url: 'https://customs.example/hook', description: null, after: 10 };
    let result = begin(webhookDefinition, id, { ...first, event: { type: 'process.start', input } });
    for (const [h, event] of inputs)
      result = step(webhookDefinition, id, result.state, {
        id: `${h}`,
        at: later(start, h * hour),
        actor: customs,
        event: { ...event },
      });
    const { snapshot, timers } = result.state;
    return {
      state: snapshot.value,
      context: snapshot.context as WebhookContext,
      effects: result.effects,
      timers,
    };
  };
  const again = { type: 'subscription.resumed' };
  const old = { rowAt: instant('2026-02-01T00:00:00.000Z') };

  it('is tried for the last time a day after its webhook began, whatever the receiver asks for', () => {
    const { context } = played([23.5, told(10, { retryAfter_s: 1e6, ...old })]);
    expect(context.failing?.nextAttemptAt).toBe('2026-03-06T00:00:00.000Z');
  });

  it('is tried for a day after it came to be, if that is later', () => {
    const { state, context } = played([24, told(10, { retryAfter_s: 1e6, rowAt: later(start, 10 * hour) })]);
    expect([state, context.failing?.nextAttemptAt]).toEqual(['waiting', '2026-03-06T10:00:00.000Z']);
  });

  it('is put aside then, and the next is tried at once', () => {
    const { state, context, effects } = played([1, told(10, old)], [24, again], [24, told(10, old)]);
    expect([state, context.delivered, context.died]).toEqual(['following', 11, 1]);
    expect(context.deadLetters).toEqual([
      { cursor: 11, diedAt: '2026-03-06T00:00:00.000Z', problem: 'NOT_TAKEN', status: 503, resentAt: null },
    ]);
    expect(effects.map(({ params }) => params)).toEqual([{ after: 11 }]);
    expect(context.failing?.since).toBe('2026-03-05T01:00:00.000Z');
  });

  it('has a day again after a pause', () => {
    const { state } = played(
      [1, { type: 'subscription.paused' }],
      [1, told(10)],
      [30, again],
      [31, told(10, old)],
    );
    expect(state).toBe('waiting');
  });

  it('is sent again on request, by itself, and is forgotten once it was taken', () => {
    const dead = [
      [24, told(10, old)],
      [25, { type: 'letter.resent', cursor: 11 }],
    ] as const;
    const message = { kind: 'row', cursor: 11 };
    expect(played(...dead).effects.map(({ params }) => params)).toEqual([{ message }]);
    const sent = { type: 'message.sent', message, status: null, problem: 'TIMED_OUT' };
    const inVain = played(...dead, [26, sent]).context;
    expect(inVain.deadLetters).toMatchObject([
      { problem: 'TIMED_OUT', resentAt: '2026-03-06T02:00:00.000Z' },
    ]);
    const taken = played(...dead, [26, { ...sent, status: 200, problem: null }]).context;
    expect([taken.deadLetters, taken.died]).toEqual([[], 1]);
  });

  it('is not sent again when it is no dead letter', () => {
    expect(begun().refusalOf({ type: 'letter.resent', cursor: 11 }, customs)?.code).toBe(
      'DEAD_LETTER_UNKNOWN',
    );
  });
});
