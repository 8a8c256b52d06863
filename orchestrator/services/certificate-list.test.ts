import { preparedCertificate } from '../http/testing/consignment.fixture.ts';
import { instant, processId } from '../../workflows/kernel/brand.ts';
import type { ViewPut } from '../storage/ports.ts';
import { certificateRows } from '../views/certificate-rows.ts';
import type { CertificateView } from '../views/model.ts';
import { collections } from '../views/projection.ts';
import { certificatePage } from './certificate-list.ts';
import type { CertificatesWanted } from './certificate-list.ts';
import { memoryViews } from './testing/memory-stores.ts';

const at = (minute: number) => instant(new Date(Date.UTC(2026, 4, 4, 0, minute)).toISOString());
const received = (of: 'issued' | 'withdrawn', status: 'RECEIVED' | 'UNREADABLE' = 'RECEIVED') => ({
  id: 'a',
  client: 'customs',
  status,
  message: null,
  digest: 'd',
  of,
  at: at(0),
});
const proposed = { reason: 'r', proposedBy: 'p', proposedAt: at(1), confirmedBy: null, confirmedAt: null };

const certificate = (no: number, more: Partial<CertificateView>): CertificateView => ({
  ...preparedCertificate,
  id: processId(`certificate/${no}`),
  number: null,
  issuedAt: null,
  acknowledgements: [],
  withdrawal: null,
  noticeOutstanding: false,
  ...more,
  draft: { ...preparedCertificate.draft, declarationNo: `D-${no % 2}` },
});
const issued = (no: number, more: Partial<CertificateView> = {}) =>
  certificate(no, { status: 'issued', number: `N-${no}`, issuedAt: at(no), ...more });

/** What the projection of a certificate puts, one after the other. */
async function viewsOf(...certificates: readonly CertificateView[]) {
  const views = memoryViews();
  for (const view of certificates) {
    const puts: ViewPut[] = [
      {
        collection: collections.certificates,
        key: view.id,
        doc: view,
        ...(view.number !== null && { index: view.number }),
      },
    ];
    await views.put([...puts, ...certificateRows(view)], 1);
  }
  return views;
}

const numbersOf = async (views: Awaited<ReturnType<typeof viewsOf>>, wanted: Partial<CertificatesWanted>) => {
  const { items, next } = await certificatePage(views, { limit: 10, ...wanted });
  return { numbers: items.map(({ id }) => Number(id.split('/')[1])), next };
};

describe('the list of certificates', () => {
  it('begins with those that are not issued, goes on with the newest, ends with void ones', async () => {
    const views = await viewsOf(
      issued(3),
      certificate(9, { status: 'void' }),
      issued(5),
      certificate(1, { status: 'prepared' }),
    );
    expect((await numbersOf(views, {})).numbers).toEqual([1, 5, 3, 9]);
    const first = await numbersOf(views, { limit: 3 });
    expect(first.numbers).toEqual([1, 5, 3]);
    expect(await numbersOf(views, { limit: 3, after: first.next ?? '' })).toEqual({ numbers: [9], next: null });
  });

  it('has each once, wherever it stood before', async () => {
    const views = await viewsOf(
      certificate(4, { status: 'prepared' }),
      certificate(4, { status: 'approving' }),
      issued(4),
      issued(4, { acknowledgements: [received('issued')] }),
      issued(4, { status: 'replaced', acknowledgements: [received('issued')] }),
    );
    expect((await numbersOf(views, {})).numbers).toEqual([4]);
    for (const queue of ['review', 'sign', 'settle', 'unacknowledged', 'issued'] as const)
      expect({ queue, ...(await numbersOf(views, { queue })) }).toEqual({ queue, numbers: [], next: null });
    expect((await numbersOf(views, { queue: 'ended' })).numbers).toEqual([4]);
  });

  it.each<[string, CertificateView, CertificatesWanted['queue'][]]>([
    ['prepared', certificate(1, { status: 'prepared' }), ['review']],
    ['reviewed', certificate(1, { status: 'reviewed' }), ['sign']],
    ['being approved', certificate(1, { status: 'approving' }), ['sign']],
    ['issued and not received by customs', issued(1), ['unacknowledged', 'issued']],
    [
      'issued and unreadable to customs',
      issued(1, { acknowledgements: [received('issued', 'UNREADABLE')] }),
      ['unacknowledged', 'issued'],
    ],
    ['issued and received', issued(1, { acknowledgements: [received('issued')] }), ['issued']],
    [
      'proposed to be withdrawn',
      issued(1, { acknowledgements: [received('issued')], withdrawal: proposed }),
      ['settle', 'issued'],
    ],
    [
      'withdrawn, and customs has not said that it knows',
      issued(1, { status: 'withdrawn', acknowledgements: [received('issued')], noticeOutstanding: true }),
      ['unacknowledged', 'ended'],
    ],
    ['withdrawn, and customs knows', issued(1, { status: 'withdrawn' }), ['ended']],
    ['replaced', issued(1, { status: 'replaced' }), ['ended']],
    ['void', certificate(1, { status: 'void' }), ['ended']],
  ])('has one that is %s in the queues it waits in', async (_, view, expected) => {
    const views = await viewsOf(view);
    const all = ['review', 'sign', 'settle', 'unacknowledged', 'issued', 'ended'] as const;
    const found = await Promise.all(all.map(async (queue) => (await numbersOf(views, { queue })).numbers.length > 0));
    expect(all.filter((_queue, index) => found[index])).toEqual(expected);
    expect((await numbersOf(views, { status: view.status })).numbers).toEqual([1]);
  });

  it('finds by declaration, and the one of a number', async () => {
    const views = await viewsOf(issued(1), issued(2), issued(3), certificate(5, { status: 'prepared' }));
    expect((await numbersOf(views, { declarationNo: 'D-1' })).numbers).toEqual([5, 3, 1]);
    expect((await numbersOf(views, { declarationNo: 'D-1', status: 'issued' })).numbers).toEqual([3, 1]);
    expect(await numbersOf(views, { number: 'N-2' })).toEqual({ numbers: [2], next: null });
    expect((await numbersOf(views, { number: 'N-2', declarationNo: 'D-1' })).numbers).toEqual([]);
  });
});
