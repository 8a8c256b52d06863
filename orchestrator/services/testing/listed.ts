import type { AssayTaskView, CertificateView, RunView } from '../../views/model.ts';
import type { OperatorService } from '../contract.ts';
import type { Page } from '../list-page.ts';

/** Whole lists, page by page, for tests. */

const pageSize = 50;

async function everyPage<T>(pageAfter: (after: string | undefined) => Promise<Page<T>>): Promise<readonly T[]> {
  const items: T[] = [];
  for (let after: string | null | undefined; after !== null;) {
    const page: Page<T> = await pageAfter(after);
    items.push(...page.items);
    after = page.next;
  }
  return items;
}

export const allRuns = (operator: OperatorService): Promise<readonly RunView[]> =>
  everyPage((after) => operator.runs({ after, limit: pageSize }));

export const allCertificates = (operator: OperatorService): Promise<readonly CertificateView[]> =>
  everyPage((after) => operator.certificates({ after, limit: pageSize }));

/** At the bench, then approved. */
export const allAssays = async (operator: OperatorService): Promise<readonly AssayTaskView[]> =>
  (
    await Promise.all(
      (['open', 'approved'] as const).map((status) =>
        everyPage((after) => operator.assayTasks({ status, after, limit: pageSize })),
      ),
    )
  ).flat();
