import type { Instant } from '../../workflows/kernel/brand.ts';
import type { Input } from '../../workflows/kernel/process.ts';
import { leadershipDefinition, leadershipProcess } from '../../workflows/leadership/machine.ts';
import type { Leadership } from '../../workflows/leadership/machine.ts';
import { decideInput, decideStart } from '../engine/decide.ts';
import { DefinitionRegistry } from '../engine/definitions.ts';
import { decodeBody } from '../engine/entry.ts';
import { revive } from '../engine/live-process.ts';
import type { EntryDraft, JournalEntry } from '../storage/ports.ts';

/** The entry with which a node takes the journal over; `last` is the newest of this process, null in a journal nobody has led yet. */
export function leadershipEntry(
  last: JournalEntry | null,
  { node, term }: Leadership,
  at: Instant,
): EntryDraft {
  const registry = new DefinitionRegistry([leadershipDefinition]);
  const inUse = registry.latest(leadershipDefinition.id);
  if (!inUse) throw new Error('the definition of leadership is not registered');
  const input = (event: Input['event']): Input => ({
    id: `leadership/${term}`,
    at,
    actor: { kind: 'system', id: node },
    event,
  });
  const decision = last
    ? decideInput(
        revive(last, decodeBody(last.body), [], registry),
        input({ type: 'leadership.taken', node, term }),
        'fact',
      )
    : decideStart(leadershipProcess, inUse, input({ type: 'process.start', input: { node, term } }));
  if (decision.kind === 'refuse')
    throw new Error(`the leadership cannot be recorded: ${decision.refusal.message}`);
  const { next, body } = decision;
  return {
    process: leadershipProcess,
    seq: next.seq,
    inputId: `leadership/${term}`,
    answers: null,
    effects: 0,
    finished: false,
    body,
  };
}
