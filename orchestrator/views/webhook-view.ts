import type { EventObject } from 'xstate';
import type { Instant, ProcessId } from '../../workflows/kernel/brand.ts';
import type { DeliveryReported } from '../../workflows/webhook/report.ts';
import { webhookProcess } from '../../workflows/webhook/subscription.ts';
import type {
  MessageSent,
  Suspension,
  WebhookContext,
  WebhookState,
} from '../../workflows/webhook/subscription.ts';
import type { ViewPut } from '../storage/ports.ts';
import { collections, orderedKey } from './projection.ts';
import type { Projected, Projection } from './projection.ts';

/** One webhook as its customs system and the port's administrators see it; never with a secret. */
export interface WebhookView extends Omit<
  WebhookContext,
  'since' | 'rewindTo' | 'failing' | 'ping' | 'suspended'
> {
  readonly id: string;
  readonly state: WebhookState;
  readonly failing: Omit<NonNullable<WebhookContext['failing']>, 'at' | 'long'> | null;
  readonly ping: Omit<NonNullable<WebhookContext['ping']>, 'no'> | null;
  readonly suspended: Omit<Suspension, 'wasPaused'> | null;
}

/** What was sent, and what became of it: a line for each failure, and one for all rows that went well together. */
export interface WebhookDeliveryView {
  /** Grows from line to line, with gaps. */
  readonly no: number;
  readonly kind: 'delivered' | 'failed' | 'ping' | 'resent';
  /** Cursors of the first and the last row; null for a ping. */
  readonly from: number | null;
  readonly to: number | null;
  readonly status: number | null;
  readonly problem: string | null;
  /** How often the receiver had failed in a row by then; null where it did not fail, and where it is not tried on. */
  readonly failures: number | null;
  readonly nextAttemptAt: Instant | null;
  readonly at: Instant;
}

type Line = Omit<WebhookDeliveryView, 'no' | 'at'>;

/** Lines of one entry are at most two. */
const linesAnEntry = 2;
/** Keys that sort the newest first. */
export const newestFirst = (webhook: string, no: number): string =>
  `${webhook} ${orderedKey(Number.MAX_SAFE_INTEGER - no)}`;

const idOf = (process: ProcessId): string => process.slice(webhookProcess('').length);

/** Webhooks by client, and what was sent by webhook. */
export const projectWebhook: Projection = (entry) => {
  const { definition, snapshot, process, position, input } = entry;
  if (definition !== 'webhook-subscription' || !snapshot) return [];
  const id = idOf(process);
  const context = snapshot.context as WebhookContext;
  const lines = linesOf(entry, context).map((line, index): ViewPut => {
    const no = position * linesAnEntry + index;
    const doc: WebhookDeliveryView = { no, ...line, at: input.at };
    return { collection: collections.webhookDeliveries, key: newestFirst(id, no), index: id, doc };
  });
  const doc = viewOf(id, snapshot.value as WebhookState, context);
  return [{ collection: collections.webhooks, key: id, index: context.client, doc }, ...lines];
};

function viewOf(id: string, state: WebhookState, context: WebhookContext): WebhookView {
  const { since: _since, rewindTo: _rewindTo, failing, ping, suspended = null, ...told } = context;
  return {
    ...told,
    id,
    state,
    failing: failing && failingOf(failing),
    ping: ping && pingOf(ping),
    suspended: suspended && suspensionOf(suspended),
  };
}
const suspensionOf = ({ wasPaused: _wasPaused, ...told }: Suspension) => told;
const failingOf = ({ at: _at, long: _long, ...told }: NonNullable<WebhookContext['failing']>) => told;
const pingOf = ({ no: _no, ...told }: NonNullable<WebhookContext['ping']>) => told;

function linesOf({ input: { event }, hold }: Projected, { failing }: WebhookContext): readonly Line[] {
  // On hold nothing was applied yet.
  if (hold) return [];
  if (event.type === 'message.sent') {
    const { message, status, problem } = event as EventObject as MessageSent;
    const cursor = message.kind === 'row' ? message.cursor : null;
    const kind = message.kind === 'row' ? 'resent' : 'ping';
    return [{ kind, from: cursor, to: cursor, status, problem, failures: null, nextAttemptAt: null }];
  }
  if (event.type !== 'delivery.reported') return [];
  const { after, upTo, failure } = event as EventObject as DeliveryReported;
  const well: Line = {
    kind: 'delivered',
    from: after + 1,
    to: upTo,
    status: null,
    problem: null,
    failures: null,
    nextAttemptAt: null,
  };
  const lines: Line[] = upTo > after ? [well] : [];
  if (failure) {
    const { cursor, status, problem } = failure;
    lines.push({
      kind: 'failed',
      from: cursor,
      to: cursor,
      status,
      problem,
      failures: failing?.failures ?? null,
      nextAttemptAt: failing?.nextAttemptAt ?? null,
    });
  }
  return lines;
}
