import type { SiteConfig } from '../../config/site/load.ts';
import type { BlindControlContext } from '../../workflows/blind-control/machine.ts';
import type { TermsSet } from '../../workflows/blind-control/messages.ts';
import { blindControlProcess } from '../../workflows/blind-control/terms.ts';
import type { ControlTerms } from '../../workflows/blind-control/terms.ts';
import { canonicalJson } from '../../workflows/kernel/canonical-json.ts';
import { RefusedError } from '../../workflows/kernel/refusal.ts';
import type { NamedPacks } from '../composition/packs.ts';
import { contextOf } from './support.ts';
import type { ServiceDeps } from './support.ts';

/**
 * Opens the blind control of the site's laboratory, and tells one that is open by what it controls by now; one whose section was
 * taken out of the site file puts nothing in any more. Throws a RefusedError when the laboratory pack cannot be read.
 */
export async function openBlindControl(
  deps: Pick<ServiceDeps, 'engine' | 'clock' | 'newId'>,
  site: Pick<SiteConfig, 'blindControl' | 'laboratory' | 'rulePacks' | 'timeZone'>,
  packs: NamedPacks,
): Promise<void> {
  const { engine, clock, newId } = deps;
  const process = blindControlProcess(site.laboratory.office);
  const terms = termsOf(site, packs);
  const known = await contextOf<BlindControlContext>(deps, process);
  if (!known && !terms) return;
  const actor = { kind: 'system', id: 'server' } as const;
  if (!known) {
    const event = { type: 'process.start', input: { terms } };
    await engine.start('blind-control', process, { id: `${process}/begin`, at: clock(), actor, event });
    return;
  }
  if (canonicalJson({ terms }) === canonicalJson({ terms: known.terms })) return;
  const event: TermsSet = { type: 'control.terms', terms };
  await engine.submit(process, { id: newId(), at: clock(), actor, event: { ...event } });
}

function termsOf(
  { blindControl, rulePacks, timeZone }: Pick<SiteConfig, 'blindControl' | 'rulePacks' | 'timeZone'>,
  packs: NamedPacks,
): ControlTerms | null {
  if (!blindControl) return null;
  const pack = packs.named('laboratory', rulePacks.laboratory);
  if (!pack.ok) throw new RefusedError({ ...pack.refusal, field: 'site.rulePacks.laboratory' });
  const { ref, blindControl: rules } = pack.value;
  return { ...blindControl, timeZone, rules, pack: ref };
}
