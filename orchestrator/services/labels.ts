import { kindWords } from '../../reports/labels/kind-words.ts';
import type { LabelSize, SampleLabel } from '../../reports/labels/label.ts';
import type { LabelResolution } from '../../reports/labels/label-zpl.ts';
import { bottleOf } from '../../workflows/consignment/coal/bottles.ts';
import type { BlindCode, ProcessId } from '../../workflows/kernel/brand.ts';
import { ok, refuse } from '../../workflows/kernel/refusal.ts';
import type { Outcome } from '../../workflows/kernel/refusal.ts';
import type { LabelFormat } from '../../workflows/label/machine.ts';
import { bottlesOf } from '../../workflows/sample-handling/handling.ts';
import type { Caller } from './contract.ts';
import { sampleOf } from './journey-stage.ts';
import type { Stage, StagedSample } from './journey-stage.ts';
import { notFound, personOf } from './support.ts';
import type { ServiceDeps } from './support.ts';

export interface LabelWish {
  readonly code: BlindCode;
  /** Which bottle under a preparation code, or container under a sampling code, from 1; 0 for the sample itself. */
  readonly container: number;
  readonly format: LabelFormat;
  readonly size: LabelSize;
  /** Of ZPL. */
  readonly resolution: LabelResolution;
}

/** Labels of samples, containers and bottles. Each that is given out is in the journal, with who asked for it. */
export interface LabelService {
  /**
   * Bytes for a printer. Refuses `NOT_FOUND` for a code that the stages do not have, and `CONTAINER_UNKNOWN`; throws what
   * cannot be printed (`LABEL_TEXT_TOO_LONG`, `GLYPH_MISSING`) as a RefusedError.
   */
  print(caller: Caller, within: readonly Stage[], wish: LabelWish): Promise<Outcome<Buffer>>;
}

export function createLabelService(deps: ServiceDeps): LabelService {
  const { engine, clock, newId } = deps;
  let printer: ReturnType<typeof openPrinter> | undefined;
  return {
    print: async (caller, within, wish) => {
      const { code, container, format } = wish;
      const sample = await sampleOf(deps, code, within);
      if (!sample) return refuse(notFound('code', code));
      const label = labelOf(sample, wish);
      if (!label.ok) return label;
      printer ??= openPrinter();
      const bytes = await (await printer)(label.value, wish);
      const process = `label/${newId()}` as ProcessId;
      await engine.start('label', process, {
        id: `${process}/print`,
        at: clock(),
        actor: personOf(caller),
        event: { type: 'process.start', input: { code, container, format } },
      });
      return ok(bytes);
    },
  };
}

/** The layout engine and its fonts are loaded at the first label, not at every start of the server. */
async function openPrinter() {
  const [{ renderLabelPdf }, { renderLabelZpl }, { openLabelFonts }] = await Promise.all([
    import('../../reports/labels/label-pdf.ts'),
    import('../../reports/labels/label-zpl.ts'),
    import('../../reports/labels/fit.ts'),
  ]);
  const fonts = openLabelFonts();
  return (label: SampleLabel, { format, size, resolution }: LabelWish): Buffer | Promise<Buffer> =>
    format === 'zpl' ? renderLabelZpl(label, size, resolution, fonts) : renderLabelPdf(label, size, fonts);
}

function labelOf(sample: StagedSample, { code, container }: LabelWish): Outcome<SampleLabel> {
  const plain = (kind: string): SampleLabel => ({ code, kind: kindWords(kind), mass: null, seal: null });
  const vessels = vesselsOf(sample);
  if (container === 0) return ok(plain(sample.kind));
  const vessel = vessels[container - 1];
  if (!vessel) return refuse(containerUnknown(container, vessels.length));
  return ok({ ...plain(vessel.kind), mass: vessel.mass, seal: vessel.seal });
}

type Vessel = Pick<SampleLabel, 'mass' | 'seal'> & { readonly kind: string };

/**
 * What lies under a code so far. The label of a sealed container goes with it to people who weigh it and read its seal for
 * themselves, and an assay label must not carry what the preparation saw: only bottles show mass and seal, under the preparation code.
 */
function vesselsOf(sample: StagedSample): readonly Vessel[] {
  switch (sample.stage) {
    case 'sampling':
      return sample.run.containers.map(() => ({ kind: sample.kind, mass: null, seal: null }));
    case 'preparation':
      return sample.kind === 'coal-preparation' ? sample.run.bottles.map(bottleOf) : bottlesOf(sample.run);
    case 'assay':
    case 'storage':
      return [];
  }
}

const containerUnknown = (container: number, count: number) => ({
  code: 'CONTAINER_UNKNOWN',
  field: 'container',
  message: `There is no container or bottle ${container} under this code.`,
  remedy:
    count === 0
      ? 'Leave container out for the label of the sample.'
      : `Give 1 to ${count}, or 0 for the label of the sample.`,
});
