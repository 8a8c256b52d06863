import type { SiteConfig } from '../../config/site/load.ts';
import { approved } from '../../workflows/assay/approved.ts';
import { assayProcess } from '../../workflows/assay/task.ts';
import type { AssayContext } from '../../workflows/assay/task.ts';
import type { ControlledPacks } from '../../workflows/blind-control/precision.ts';
import { iso4259On } from '../../workflows/iso4259/edition.ts';
import type { BlindCode } from '../../workflows/kernel/brand.ts';
import { ok, refuse } from '../../workflows/kernel/refusal.ts';
import type { Outcome } from '../../workflows/kernel/refusal.ts';
import { comparisonProcess } from '../../workflows/laboratory-comparison/comparison.ts';
import type {
  ComparisonContext,
  ComparisonEvent,
  ComparisonOrder,
  ComparisonVerdict,
  LaboratoryReport,
} from '../../workflows/laboratory-comparison/comparison.ts';
import { refuseReport } from '../../workflows/laboratory-comparison/machine.ts';
import type { NamedPacks } from '../composition/packs.ts';
import type { LaboratoryComparisonView } from '../views/laboratory-comparison-view.ts';
import { collections } from '../views/projection.ts';
import type { Caller } from './contract.ts';
import { pageOfRows } from './list-page.ts';
import type { Page, PageWanted } from './list-page.ts';
import { ask, contextOf, notFound, personOf } from './support.ts';
import type { ServiceDeps } from './support.ts';

/** What other laboratories found in their part of a sample, beside what was approved here. */
export interface LaboratoryComparisonService {
  /** A page in the order of codes, of one verdict or all. */
  comparisons(verdict: ComparisonVerdict | null, wanted: PageWanted): Promise<Page<LaboratoryComparisonView>>;
  comparison(code: BlindCode): Promise<LaboratoryComparisonView | null>;
  /** Refuses `ASSAY_NOT_APPROVED` and what the comparison refuses (`refuseReport`). */
  enterReport(
    caller: Caller,
    code: BlindCode,
    report: LaboratoryReport,
  ): Promise<Outcome<LaboratoryComparisonView>>;
}

export function createLaboratoryComparisonService(
  deps: ServiceDeps & {
    readonly site: Pick<SiteConfig, 'rulePacks'>;
    readonly packs: ControlledPacks & NamedPacks;
  },
): LaboratoryComparisonService {
  const { engine, views, clock, newId, site, packs } = deps;
  const comparison = (code: BlindCode) =>
    views.get<LaboratoryComparisonView>(collections.laboratoryComparisons, code);

  /** Our side, as it stands when the first report comes. */
  async function orderOf(code: BlindCode): Promise<Outcome<ComparisonOrder>> {
    const assay = await contextOf<AssayContext>(deps, assayProcess(code));
    if (!assay) return refuse(notFound('code', code));
    if (assay.reviewer === null) return refuse(notApproved(code));
    const results = approved(packs.proceduresOf, assay);
    const pack = packs.named('laboratory', site.rulePacks.laboratory);
    if (!pack.ok) return pack;
    const edition = iso4259On(pack.value.iso4259, results.testedTo.slice(0, 10));
    if (!edition.ok) return edition;
    return ok({
      parent: assay.order.parent,
      approved: results,
      pack: assay.order.pack,
      iso4259: edition.value,
      laboratoryPack: pack.value.ref,
    });
  }

  return {
    comparisons: (verdict, wanted) =>
      pageOfRows(views, {
        ...wanted,
        collection: collections.laboratoryComparisons,
        index: verdict ?? undefined,
        keyOf: ({ code }) => code,
      }),
    comparison,
    enterReport: async (caller, code, report) => {
      const process = comparisonProcess(code);
      const by = personOf(caller);
      const event: ComparisonEvent = { type: 'report.entered', ...report };
      const id = newId();
      if (!(await contextOf<ComparisonContext>(deps, process))) {
        const order = await orderOf(code);
        if (!order.ok) return order;
        const at = clock();
        // Nothing is begun for a report that is not taken.
        const refusal = refuseReport(
          { order: order.value, reports: [] },
          { ...event, at, by, inputId: id },
          packs,
        );
        if (refusal) return refuse(refusal);
        await engine.start('laboratory-comparison', process, {
          id: `${process}/begin`,
          at,
          actor: by,
          event: { type: 'process.start', input: { order: order.value } } as { type: string },
        });
      }
      return ask(deps, process, { id, actor: by, event }, () => comparison(code));
    },
  };
}

const notApproved = (code: BlindCode) => ({
  code: 'ASSAY_NOT_APPROVED',
  message: `The results of ${code} are not approved yet; nothing is compared before that.`,
  remedy: 'Have it tested and reviewed first: who tests must not know what another laboratory found.',
});
