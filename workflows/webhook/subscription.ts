import type { Instant, ProcessId } from '../kernel/brand.ts';
import { processId } from '../kernel/brand.ts';
import type { Actor, Stamped } from '../kernel/process.ts';
import { later } from '../kernel/step.ts';
import type { DeliveryReported, Failing } from './report.ts';

/** With what messages are signed; the secret itself is in no entry, it follows from the generation and a key of the house. */
export interface WebhookSecret {
  /** Counts from 1. */
  readonly generation: number;
  /** When it stops to sign; null for the newest. */
  readonly until: Instant | null;
}

/** As the machine calls them. */
export const webhookStates = [
  'following', 'waiting', 'restarting', 'pausing', 'paused', 'disabled', 'ending', 'deleted', 'suspending', 'suspended',
] as const; // prettier-ignore
export type WebhookState = (typeof webhookStates)[number];

/** A row that could not be delivered in time. */
export interface DeadLetter {
  readonly cursor: number;
  readonly diedAt: Instant;
  readonly problem: string;
  readonly status: number | null;
  /** When it was last sent again by request, without success. */
  readonly resentAt: Instant | null;
}

export interface Ping {
  readonly no: number;
  readonly askedAt: Instant;
  readonly answered: {
    readonly at: Instant;
    readonly status: number | null;
    readonly problem: string | null;
  } | null;
}

/** An administrator of the port has stopped a webhook: its client cannot start it. */
export interface Suspension {
  readonly reason: string;
  readonly by: Actor;
  readonly at: Instant;
  /** Its client had paused it: that is how it is again when it is reinstated. */
  readonly wasPaused: boolean;
}

export interface WebhookContext {
  readonly client: string;
  readonly url: string;
  readonly description: string | null;
  readonly createdAt: Instant;
  /** Newest first. */
  readonly secrets: readonly [WebhookSecret, ...WebhookSecret[]];
  /** Rows of the feed up to here were delivered, or are among the dead. */
  readonly delivered: number;
  /** When it was last told to deliver: no message is given up within a day of it. */
  readonly since: Instant;
  /** From where to deliver once what is under way has ended. */
  readonly rewindTo: number | null;
  /** How the receiver fails at present; null when its last answer was a good one. */
  readonly failing: Failing | null;
  /** How many letters have died so far. */
  readonly died: number;
  /** The newest of them that were not delivered since, at most `deadLettersKept`. */
  readonly deadLetters: readonly DeadLetter[];
  readonly ping: Ping | null;
  /** What ended its deliveries until it is resumed. */
  readonly stopped: { readonly problem: string; readonly at: Instant } | null;
  /** Absent in those begun under version 1, which cannot be suspended. */
  readonly suspended?: Suspension | null;
}

export interface WebhookInput {
  readonly client: string;
  readonly url: string;
  readonly description: string | null;
  /** Cursor of the feed after which to begin. */
  readonly after: number;
}

/** What the receiver, or the network, said to a message that was sent by itself: a ping, or one row again. */
export interface MessageSent {
  readonly type: 'message.sent';
  readonly message: SingleMessage;
  readonly status: number | null;
  /** Null when it was delivered. */
  readonly problem: string | null;
}

export type SingleMessage =
  { readonly kind: 'ping'; readonly no: number } | { readonly kind: 'row'; readonly cursor: number };

export type WebhookRequest =
  | { readonly type: 'subscription.paused' }
  /** Also: try again at once. */
  | { readonly type: 'subscription.resumed' }
  /** Delivers everything after a cursor again. The port's people say why. */
  | { readonly type: 'subscription.replayed'; readonly after: number; readonly reason?: string }
  | { readonly type: 'subscription.deleted' }
  /** A new secret; those before sign on beside it for so many hours. */
  | { readonly type: 'secret.rotated'; readonly overlap_h: number }
  | { readonly type: 'ping.asked' }
  | { readonly type: 'letter.resent'; readonly cursor: number };

/** What an administrator of the port does to a webhook whatever its client wants. */
export type WebhookAdministered =
  | { readonly type: 'subscription.suspended'; readonly reason: string }
  | { readonly type: 'subscription.reinstated'; readonly reason: string };

export type WebhookEvent =
  | WebhookRequest
  | WebhookAdministered
  | DeliveryReported
  | MessageSent
  | { readonly type: 'receiver.failing-long' };

/** More would make every entry of a receiver that is gone for weeks longer still; the feed has them all. */
const deadLettersKept = 100;
/** Each signs every message. */
const mostSecrets = 3;
const hour_ms = 3_600_000;

export const webhookProcess = (id: string): ProcessId => processId(`webhook-subscription/${id}`);

export const newSubscription = (
  { client, url, description, after }: WebhookInput,
  startedAt: Instant,
): WebhookContext => ({
  client,
  url,
  description,
  createdAt: startedAt,
  secrets: [{ generation: 1, until: null }],
  delivered: after,
  since: startedAt,
  rewindTo: null,
  failing: null,
  died: 0,
  deadLetters: [],
  ping: null,
  stopped: null,
});

/** What a suspension leaves; `wasPaused`: its client had paused it. */
export const suspended = (
  event: Stamped<WebhookEvent>,
  wasPaused: boolean,
): Pick<WebhookContext, 'suspended'> =>
  event.type === 'subscription.suspended'
    ? { suspended: { reason: event.reason, by: event.by, at: event.at, wasPaused } }
    : {};

/** The newest secret first; one before ends with its overlap, or earlier where that was said before. */
export function rotated(
  { secrets }: WebhookContext,
  overlap_h: number,
  at: Instant,
): Pick<WebhookContext, 'secrets'> {
  const end = later(at, overlap_h * hour_ms);
  const before = secrets
    .map(({ generation, until }) => ({ generation, until: until !== null && until < end ? until : end }))
    .filter(({ until }) => until > at)
    .slice(0, mostSecrets - 1);
  return { secrets: [{ generation: secrets[0].generation + 1, until: null }, ...before] };
}

/** The secrets that sign at a moment, newest first. */
export const signingSecrets = (
  { secrets }: Pick<WebhookContext, 'secrets'>,
  at: Instant,
): readonly WebhookSecret[] => secrets.filter(({ until }) => until === null || at < until);

/** A row that is given up. */
export const buried = (
  { died, deadLetters }: WebhookContext,
  letter: Omit<DeadLetter, 'resentAt'>,
): Pick<WebhookContext, 'died' | 'deadLetters'> => ({
  died: died + 1,
  deadLetters: [
    ...deadLetters.filter(({ cursor }) => cursor !== letter.cursor),
    { ...letter, resentAt: null },
  ].slice(-deadLettersKept),
});

/** What the answer to a single message leaves. */
export function afterSending(
  { ping, deadLetters }: WebhookContext,
  { message, status, problem }: MessageSent,
  at: Instant,
): Partial<WebhookContext> {
  if (message.kind === 'ping')
    return ping?.no === message.no ? { ping: { ...ping, answered: { at, status, problem } } } : {};
  return {
    deadLetters: deadLetters.flatMap((letter) => {
      if (letter.cursor !== message.cursor) return [letter];
      return problem === null ? [] : [{ ...letter, problem, status, resentAt: at }];
    }),
  };
}
