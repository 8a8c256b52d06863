import type { SiteConfig } from '../../config/site/load.ts';
import type { PreparationDeed } from '../../workflows/coal-preparation/run.ts';
import type { SamplerDeed } from '../../workflows/sampler-run/deed.ts';
import { measuredMass } from '../../workflows/kernel/measured.ts';
import type { ProcessId } from '../../workflows/kernel/brand.ts';
import { ok, refuse } from '../../workflows/kernel/refusal.ts';
import type { Outcome } from '../../workflows/kernel/refusal.ts';
import type { RecordEvent } from '../../workflows/plant-unit/messages.ts';
import { decodeBody } from '../engine/entry.ts';
import type { Journal, ViewStore } from '../storage/ports.ts';
import type { RunDeed } from './contract.ts';
import { refuseUnstored } from './witnessed.ts';

interface DeedDeps {
  readonly journal: Journal;
  readonly views: Pick<ViewStore, 'get'>;
  readonly site: Pick<SiteConfig, 'manualSampling'>;
}

/**
 * A deed as the run's process takes it: an increment that is to be voided is looked up where it was recorded, in the journal; photos of
 * one taken by hand are stored, and are there where the site asks for them. Refuses `INCREMENT_NOT_RECORDED`, `PHOTO_REQUIRED`,
 * `EVIDENCE_NOT_FOUND`.
 */
export async function deedOf(
  { journal, views, site }: DeedDeps,
  run: ProcessId,
  deed: RunDeed,
): Promise<Outcome<SamplerDeed | PreparationDeed>> {
  if (deed.kind === 'manual-increment') {
    const { evidence = [] } = deed;
    if (evidence.length === 0 && site.manualSampling?.photosRequired) return refuse(photoRequired);
    const unstored = await refuseUnstored(views, evidence, 'deed.evidence');
    return unstored ? refuse(unstored) : ok(deed);
  }
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

const photoRequired = {
  code: 'PHOTO_REQUIRED',
  field: 'deed.evidence',
  message: 'This site asks for a photo of every increment taken by hand.',
  remedy: 'Store it first (POST /api/v1/evidence), and name it by the SHA-256 in the answer.',
};
