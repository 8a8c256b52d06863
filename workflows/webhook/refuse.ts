import { longestOverlap_h } from '../customs-client/record.ts';
import type { Stamped } from '../kernel/process.ts';
import type { Refusal } from '../kernel/refusal.ts';
import type { Suspension, WebhookContext, WebhookEvent } from './subscription.ts';

/** Why what is asked cannot be done. */
export function refuseWebhook(
  { deadLetters, ping, suspended }: WebhookContext,
  event: Stamped<WebhookEvent>,
): Refusal | undefined {
  switch (event.type) {
    case 'subscription.suspended':
    case 'subscription.reinstated':
      if (event.by.kind === 'customs') return notTheClients;
      if (suspended === undefined) return begunBefore;
      return suspended && event.type === 'subscription.suspended' ? isSuspended(suspended) : undefined;
    case 'subscription.paused':
    case 'subscription.resumed':
      return suspended ? isSuspended(suspended) : undefined;
    case 'secret.rotated':
      return event.overlap_h >= 0 && event.overlap_h <= longestOverlap_h
        ? undefined
        : {
            code: 'OVERLAP_OUT_OF_RANGE',
            field: 'overlap_h',
            message: `The old secret cannot sign on for ${event.overlap_h} h.`,
            remedy: `Give 0 (it stops at once) to ${longestOverlap_h} h.`,
          };
    case 'letter.resent':
      if (suspended) return isSuspended(suspended);
      return deadLetters.some(({ cursor }) => cursor === event.cursor)
        ? undefined
        : {
            code: 'DEAD_LETTER_UNKNOWN',
            field: 'cursor',
            message: `No row ${event.cursor} is among the dead letters of this webhook.`,
            remedy: 'Read the webhook again; replay from a cursor what is older than the letters kept.',
          };
    case 'ping.asked':
      return ping === null || ping.answered
        ? undefined
        : {
            code: 'PING_UNDER_WAY',
            message: `The ping of ${ping.askedAt} has no answer yet.`,
            remedy: 'Read the webhook again in a few seconds.',
          };
    default:
      return undefined;
  }
}

const isSuspended = ({ reason, at }: Suspension): Refusal => ({
  code: 'WEBHOOK_SUSPENDED',
  message: `The port suspended this webhook at ${at}: ${reason}`,
  remedy: 'Have an administrator of the port reinstate it; the change feed has every row meanwhile.',
});
const notTheClients: Refusal = {
  code: 'SUSPENSION_NOT_PERMITTED',
  message: 'Only an administrator of the port suspends and reinstates a webhook.',
  remedy: 'Pause and resume it instead.',
};
const begunBefore: Refusal = {
  code: 'WEBHOOK_NOT_SUSPENDABLE',
  message: 'This webhook was begun under an earlier version of the program, which knew no suspension.',
  remedy:
    'Have its client pause it, or delete it and create another; revoke the client where that cannot wait.',
};
