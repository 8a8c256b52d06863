import { pageOfRows } from './list-page.ts';
import type { PageWanted } from './list-page.ts';
import { memoryViews } from './testing/memory-stores.ts';
import { pageByTime } from './time-page.ts';

interface Row {
  readonly key: string;
  readonly id: string;
}

const views = memoryViews();
const keyOf = ({ key }: Row) => key;
/** Three rows of every time. */
const timed = (no: number): Row => ({ key: `${String(Math.floor(no / 3)).padStart(16, '0')} id-${no}`, id: `id-${no}` });
const count = 24_000;

beforeAll(async () => {
  const rows = Array.from({ length: count }, (_, no) => timed(no));
  await views.put(
    rows.map((doc, no) => ({ collection: 'rows', key: doc.key, doc, index: no < 10 ? 'early' : 'late' })),
    1,
  );
});

const idsOf = async (wanted: Partial<Parameters<typeof pageOfRows<Row>>[1]>) => {
  const { items, next } = await pageOfRows<Row>(views, { collection: 'rows', keyOf, limit: 4, ...wanted });
  return { ids: items.map(({ id }) => id), next };
};

describe('a page of rows', () => {
  it('goes on where the one before ended, and says when there is no more', async () => {
    const first = await idsOf({ index: 'early' });
    expect(first.ids).toHaveLength(4);
    const second = await idsOf({ index: 'early', after: first.next ?? '' });
    const third = await idsOf({ index: 'early', after: second.next ?? '' });
    expect([...first.ids, ...second.ids, ...third.ids]).toEqual(Array.from({ length: 10 }, (_, no) => `id-${no}`));
    expect(third.next).toBeNull();
  });

  it('that ends with the last row has no next', async () => {
    expect((await idsOf({ index: 'early', limit: 10 })).next).toBeNull();
  });

  it('does not look through all there ever was for what is not there, and still goes on', async () => {
    const last = `id-${count - 1}`;
    const fits = ({ id }: Row) => id === last;
    let looks = 0;
    let page = await idsOf({ fits });
    for (; page.next !== null && page.ids.length === 0; looks += 1) page = await idsOf({ fits, after: page.next });
    expect([page.ids, looks]).toEqual([[last], 2]);
  });

  it('ends before what is not wanted any more', async () => {
    const end = keyOf(timed(3));
    expect(await idsOf({ limit: 10, isBeyond: ({ key }) => key >= end })).toEqual({ ids: ['id-0', 'id-1', 'id-2'], next: null });
  });
});

describe('a page in order of time', () => {
  const pageOf = ({ after, limit }: PageWanted) => pageByTime<Row>(views, { collection: 'rows', index: 'early', after, limit });

  it.each([1, 2, 4, 7])('of %d tells each once, also those of one time, and no cursor names a row', async (limit) => {
    const told: string[] = [];
    for (let after: string | null | undefined; after !== null;) {
      const page: Awaited<ReturnType<typeof pageOf>> = await pageOf({ after, limit });
      expect(page.items.length).toBeLessThanOrEqual(limit);
      told.push(...page.items.map(({ id }) => id));
      after = page.next;
      expect(after ?? '').not.toContain('id');
    }
    expect(told.toSorted()).toEqual(Array.from({ length: 10 }, (_, no) => `id-${no}`));
  });

  it('takes a cursor that nobody gave for one that names a time', async () => {
    expect((await pageOf({ after: '0000000000000000+many', limit: 10 })).items).toHaveLength(10);
  });
});
