import type { PreparationDeed } from '../../workflows/coal-preparation/run.ts';
import type { SamplerDeed } from '../../workflows/sampler-run/deed.ts';
import { measuredMass } from '../../workflows/kernel/measured.ts';
import type { ProcessId } from '../../workflows/kernel/brand.ts';
import { ok, refuse } from '../../workflows/kernel/refusal.ts';
import type { Outcome } from '../../workflows/kernel/refusal.ts';
import type { RecordEvent } from '../../workflows/plant-unit/messages.ts';
import { decodeBody } from '../engine/entry.ts';
import type { Journal } from '../storage/ports.ts';
import type { RunDeed } from './contract.ts';

/** A deed as the run's process takes it: an increment that is to be voided is looked up where it was recorded, in the journal. */
export async function deedOf(
  journal: Journal,
  run: ProcessId,
  deed: RunDeed,
): Promise<Outcome<SamplerDeed | PreparationDeed>> {
  if (deed.kind !== 'void-increment') return ok(deed);
  const { increment } = deed;
  const events = (await journal.read(run)).map(
    ({ body }) => decodeBody(body).input.event as { readonly type: string },
  );
  const record = events.find(
    (event): event is RecordEvent =>
      event.type === 'record.increment' && (event as RecordEvent).no === increment,
  );
  return record
    ? ok({ kind: 'void-increment', increment, index: record.idx, amount: measuredMass(record.mass) })
    : refuse({
        code: 'INCREMENT_NOT_RECORDED',
        field: 'increment',
        message: `No increment ${increment} has come in.`,
        remedy: 'Name one the sampler has recorded.',
      });
}
