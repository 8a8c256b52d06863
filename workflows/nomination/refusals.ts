import type { ProcessId } from '../kernel/brand.ts';
import type { Refusal } from '../kernel/refusal.ts';
import type { Nomination, NominationContext } from './nomination.ts';

export type NominationEvent =
  | { readonly type: 'nomination.revised'; readonly nomination: Nomination }
  | { readonly type: 'line.declared'; readonly line: number; readonly consignment: ProcessId }
  | { readonly type: 'nomination.cancelled'; readonly reason: string };

/**
 * Why a nomination does not take a request: `NOMINATION_CANCELLED`, `NOMINATION_CLOSED`, `NOMINATION_CONFLICT` (this revision came in
 * with other content), `NOMINATION_STALE` (a higher revision came in), `LINE_DECLARED` (the revision leaves it out), `LINE_NOT_FOUND`.
 */
export function refuseNomination(
  context: NominationContext,
  isClosed: boolean,
  event: NominationEvent,
): Refusal | undefined {
  const { number } = context.current.nomination;
  if (context.cancelled) return cancelled(number);
  if (isClosed) return closed(number);
  switch (event.type) {
    case 'nomination.revised':
      return refuseRevision(context, event.nomination);
    case 'line.declared':
      return refuseDeclared(context, event.line);
    case 'nomination.cancelled':
      return undefined;
  }
}

function refuseRevision(context: NominationContext, sent: Nomination): Refusal | undefined {
  const { revision } = context.current.nomination;
  if (sent.revision < revision)
    return {
      code: 'NOMINATION_STALE',
      field: 'revision',
      message: `Nomination ${sent.number} is at revision ${revision}; revision ${sent.revision} comes too late.`,
      remedy: `Send what holds now as revision ${revision + 1}.`,
    };
  if (sent.revision === revision)
    return {
      code: 'NOMINATION_CONFLICT',
      field: 'revision',
      message: `Revision ${revision} of nomination ${sent.number} came in with other content.`,
      remedy: `Send what has changed as revision ${revision + 1}.`,
    };
  const missing = context.declared.find(({ line }) => !sent.lines.some((each) => each.line === line));
  return missing
    ? {
        code: 'LINE_DECLARED',
        field: 'lines',
        message: `Line ${missing.line} is declared as ${missing.consignment} and missing from revision ${sent.revision}.`,
        remedy: 'Leave it in; if the cargo does not come, end its inspection.',
      }
    : undefined;
}

const refuseDeclared = ({ current, declared }: NominationContext, line: number): Refusal | undefined => {
  if (!current.nomination.lines.some((each) => each.line === line))
    return unknownLine(current.nomination, line);
  const before = declared.find((each) => each.line === line);
  return before
    ? {
        code: 'LINE_DECLARED',
        message: `Line ${line} is declared already, as ${before.consignment}.`,
        remedy: 'See that consignment.',
      }
    : undefined;
};

/** `LINE_NOT_FOUND`. */
export const unknownLine = ({ number, lines }: Nomination, line: number): Refusal => ({
  code: 'LINE_NOT_FOUND',
  message: `Nomination ${number} has no line ${line}.`,
  remedy: `It has: ${lines.map((each) => each.line).join(', ')}.`,
});

const cancelled = (number: string): Refusal => ({
  code: 'NOMINATION_CANCELLED',
  message: `Nomination ${number} is cancelled.`,
  remedy: 'If the ship comes after all, nominate it under a new number.',
});

const closed = (number: string): Refusal => ({
  code: 'NOMINATION_CLOSED',
  message: `Nomination ${number} is closed: its ship was to leave long ago.`,
  remedy: 'If the ship comes again, nominate it under a new number.',
});
