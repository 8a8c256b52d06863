import { createHash } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import type { Instant, ProcessId } from '../../workflows/kernel/brand.ts';
import type { EffectParams } from '../../workflows/kernel/effects.ts';
import type { DeliveryFailure, DeliveryReported } from '../../workflows/webhook/report.ts';
import { signingSecrets, webhookProcess } from '../../workflows/webhook/subscription.ts';
import type { MessageSent, SingleMessage, WebhookContext } from '../../workflows/webhook/subscription.ts';
import { wait } from '../engine/effect-runner.ts';
import type { EffectExecutor, Wait } from '../engine/effect-runner.ts';
import type { Engine } from '../engine/engine.ts';
import type { Jobs } from '../jobs/ports.ts';
import { postWebhook } from '../jobs/kinds/post-webhook.ts';
import type { ViewStore } from '../storage/ports.ts';
import type { ChangeRow } from '../views/model.ts';
import { collections, orderedKey } from '../views/projection.ts';
import type { Projector } from '../views/projector.ts';
import type { DeliveryMarks } from './marks.ts';
import { pingMessage, rowMessage } from './message.ts';
import type { WebhookMessage } from './message.ts';
import type { Posted } from './post.ts';

export interface WebhookDelivery {
  readonly engine: Pick<Engine, 'find'>;
  readonly views: Pick<ViewStore, 'get' | 'find'>;
  readonly projector: Pick<Projector, 'next'>;
  readonly clock: () => Instant;
  readonly marks: DeliveryMarks;
  /** Posts a message; asked for twice under one id it is posted once. */
  readonly jobs: Pick<Jobs, 'run'>;
  /** Whether a client may, as things stand, hear the feed. */
  readonly mayHear: (client: string) => Promise<boolean>;
  readonly wait?: Wait;
}

/** Rows read at a time. */
const pageSize = 50;
/** Rows after which what was delivered is reported, also while more wait. */
const longestReport = 200;
/** How long after the first of them they are reported where no more wait: what one event of the port brings comes together. ms */
const reportAfter = 10_000;
/** Commits come in crowds, and few of them have a row: so much later is soon enough. ms */
const pauseBeforeLook = 250;

const subscriptionOf = (process: ProcessId): string => process.slice(webhookProcess('').length);

/** Delivers what webhooks promise. Carried out again, an effect sends at most the message again that was on its way, under its id. */
export function webhookExecutors(
  deps: WebhookDelivery,
): Record<'webhook.deliver' | 'webhook.send', EffectExecutor> {
  const { engine, views, clock, marks, jobs, mayHear, wait: pause = wait } = deps;

  const stateOf = async (process: ProcessId) => {
    const snapshot = (await engine.find(process))?.state?.snapshot;
    if (!snapshot) throw new Error(`${process} is on hold`);
    return { state: snapshot.value as string, context: snapshot.context as WebhookContext };
  };
  const send = async (
    { process: { id: process }, effect, signal }: Parameters<EffectExecutor>[0],
    message: WebhookMessage,
  ): Promise<Posted> => {
    const { context } = await stateOf(process);
    if (!(await mayHear(context.client)))
      return { status: null, problem: 'NOT_ENTITLED', retryAfter_s: null };
    const generations = signingSecrets(context, clock()).map(({ generation }) => generation);
    const payload = { subscription: subscriptionOf(process), generations, url: context.url, ...message };
    // An effect sends many messages, and each once.
    const id = `${effect.id}/${message.id}`;
    return jobs.run(postWebhook, { id, payload }, signal);
  };
  const isFollowing = async (process: ProcessId) => (await stateOf(process)).state === 'following';

  return {
    'webhook.deliver': async (context) => {
      const { process: { id: process }, effect, signal } = context; // prettier-ignore
      const { after } = effect.params as EffectParams['webhook.deliver'];
      let upTo = (await marks.get(process, effect.id)) ?? after;
      const report = (failure: DeliveryFailure | null): DeliveryReported => ({
        type: 'delivery.reported',
        after,
        upTo,
        failure,
      });
      const over = new AbortController();
      let reportDue: Promise<boolean> | null = null;
      try {
        for (;;) {
          signal.throwIfAborted();
          if (upTo > after) reportDue ??= hasPassed(reportAfter, pause, over.signal);
          const news = newsOf(deps.projector, signal);
          try {
            const rows = await views.find<ChangeRow>(collections.changes, {
              afterKey: orderedKey(upTo),
              limit: pageSize,
            });
            if (rows.length === 0) {
              if (!(await isFollowing(process))) return report(null);
              if (await Promise.race([news.came, ...(reportDue ? [reportDue] : [])])) return report(null);
              await pause(pauseBeforeLook, signal);
            }
            for (const row of rows) {
              signal.throwIfAborted();
              if (!(await isFollowing(process)) || upTo - after >= longestReport) return report(null);
              const posted = await send(context, rowMessage(subscriptionOf(process), row));
              if (posted.problem !== null) return report(failureOf(effect.id, row, posted, posted.problem));
              upTo = row.cursor;
              await marks.set(process, effect.id, upTo);
            }
          } finally {
            news.forget();
          }
        }
      } catch (error) {
        // The server stops: what was delivered is told while there is time.
        if (signal.aborted && upTo > after) return report(null);
        throw error;
      } finally {
        over.abort();
      }
    },
    'webhook.send': async (context): Promise<MessageSent> => {
      const { process: { id: process }, effect } = context; // prettier-ignore
      const { message } = effect.params as { readonly message: SingleMessage };
      const { ping, suspended } = (await stateOf(process)).context;
      // It was asked for before: what the port has stopped hears of no row.
      if (suspended && message.kind === 'row')
        return { type: 'message.sent', message, status: null, problem: 'SUSPENDED' };
      const subscription = subscriptionOf(process);
      const outgoing =
        message.kind === 'ping'
          ? pingMessage(subscription, message.no, ping?.askedAt ?? clock())
          : rowMessage(subscription, await rowAt(views, message.cursor));
      const { status, problem } = await send(context, outgoing);
      return { type: 'message.sent', message, status, problem };
    },
  };
}

const failureOf = (
  effectId: string,
  { cursor, at }: ChangeRow,
  { status, retryAfter_s }: Posted,
  problem: string,
): DeliveryFailure => ({ cursor, rowAt: at, problem, status, retryAfter_s, jitter: fractionOf(effectId) });

/** The same number from 0 to 1 for the same text. */
const fractionOf = (text: string): number =>
  createHash('sha256').update(text).digest().readUInt32BE(0) / 2 ** 32;

async function rowAt(views: WebhookDelivery['views'], cursor: number): Promise<ChangeRow> {
  const row = await views.get<ChangeRow>(collections.changes, orderedKey(cursor));
  if (!row) throw new Error(`the change feed has no row ${cursor}`);
  return row;
}

/** Resolves when something is projected from now on, listened to before one looks: what comes between is not missed. Forget it in the end. */
function newsOf(projector: Pick<Projector, 'next'>, signal: AbortSignal) {
  const over = new AbortController();
  const forget = () => over.abort();
  // Each effect listens to the one signal of its runner: there may be many.
  setMaxListeners(0, signal);
  signal.addEventListener('abort', forget, { once: true });
  return {
    came: projector.next(over.signal).then(() => false),
    forget: () => {
      signal.removeEventListener('abort', forget);
      forget();
    },
  };
}

/** True when so much time has passed; nothing where it is cut short. */
const hasPassed = (milliseconds: number, pause: Wait, signal: AbortSignal): Promise<boolean> =>
  new Promise((resolve) => {
    pause(milliseconds, signal).then(
      () => resolve(true),
      () => {},
    );
  });
