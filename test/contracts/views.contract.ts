import type { ViewStore } from '../../orchestrator/storage/ports.ts';

/** What every view store keeps to. `open` gives an empty one; each test closes its own. */
export function describeViews(name: string, open: () => Promise<ViewStore>): void {
  describe(`the views: ${name}`, () => {
    let views: ViewStore;
    beforeEach(async () => void (views = await open()));
    afterEach(() => views.close());
    const put = (key: string, doc: object, index?: string) => ({
      collection: 'lots',
      key,
      doc,
      ...(index === undefined ? {} : { index }),
    });

    it('begin empty, at position 0', async () => {
      expect([
        await views.position(),
        await views.count('lots'),
        await views.get('lots', 'x'),
        await views.find('lots'),
      ]).toEqual([0, 0, null, []]);
    });

    it('keep documents by collection and key, and how far the journal was projected', async () => {
      await views.put(
        [
          put('1', { name: '煤', parts: [1, { two: null }] }),
          { collection: 'runs', key: '1', doc: { other: true } },
        ],
        7,
      );
      expect(await views.get('lots', '1')).toEqual({ name: '煤', parts: [1, { two: null }] });
      expect(await views.get('runs', '1')).toEqual({ other: true });
      expect([await views.position(), await views.count('lots')]).toEqual([7, 1]);
    });

    it('a document put again takes the place of the old one, also in the index', async () => {
      await views.put([put('1', { v: 1 }, 'open')], 1);
      await views.put([put('1', { v: 2 }, 'closed')], 2);
      expect(await views.find('lots', { index: 'open' })).toEqual([]);
      expect(await views.find('lots', { index: 'closed' })).toEqual([{ v: 2 }]);
      await views.put([put('1', { v: 3 })], 3);
      expect([await views.find('lots', { index: 'closed' }), await views.count('lots')]).toEqual([[], 1]);
      // The same document elsewhere, and then nowhere.
      await views.put([put('1', { v: 3 }, 'open')], 4);
      expect(await views.find('lots', { index: 'open' })).toEqual([{ v: 3 }]);
      await views.put([put('1', { v: 3 })], 5);
      expect([await views.find('lots', { index: 'open' }), await views.position()]).toEqual([[], 5]);
    });

    it('find in the order of keys, page by page, with and without index', async () => {
      await views.put(
        ['d', 'b', 'a', 'c'].map((key, no) => put(key, { key }, no % 2 === 0 ? 'even' : 'odd')),
        1,
      );
      const keys = async (options: Parameters<ViewStore['find']>[1]) =>
        (await views.find<{ key: string }>('lots', options)).map(({ key }) => key);
      expect(await keys({})).toEqual(['a', 'b', 'c', 'd']);
      expect(await keys({ limit: 2 })).toEqual(['a', 'b']);
      expect(await keys({ afterKey: 'b', limit: 2 })).toEqual(['c', 'd']);
      expect(await keys({ index: 'even' })).toEqual(['a', 'd']);
      expect(await keys({ index: 'odd', afterKey: 'b' })).toEqual(['c']);
    });

    it('put all or nothing', async () => {
      await views.put([put('1', { v: 1 })], 1);
      const circular: Record<string, unknown> = {};
      circular['self'] = circular;
      await expect(views.put([put('1', { v: 2 }), put('2', circular)], 2)).rejects.toThrow();
      expect([await views.get('lots', '1'), await views.count('lots'), await views.position()]).toEqual([
        { v: 1 },
        1,
        1,
      ]);
      await views.put([put('2', { v: 2 })], 2);
      expect(await views.position()).toBe(2);
    });

    it('can be cleared to be projected again from the start', async () => {
      await views.put([put('1', { v: 1 }, 'open')], 9);
      await views.clear();
      expect([
        await views.position(),
        await views.count('lots'),
        await views.find('lots', { index: 'open' }),
      ]).toEqual([0, 0, []]);
      await views.put([put('1', { v: 1 })], 1);
      expect(await views.count('lots')).toBe(1);
    });
  });
}
