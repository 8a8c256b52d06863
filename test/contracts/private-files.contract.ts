import type { PrivateFiles } from '../../orchestrator/storage/ports.ts';

/** What all private files keep to. `open` gives those of one place, which has none at first; `again` opens the same place anew. */
export function describePrivateFiles(
  name: string,
  open: () => Promise<{ readonly files: PrivateFiles; readonly again: () => Promise<PrivateFiles> }>,
): void {
  describe(`the private files: ${name}`, () => {
    let files: PrivateFiles;
    let again: () => Promise<PrivateFiles>;
    beforeEach(async () => void ({ files, again } = await open()));
    const key = 'secrets/tokens.key';

    it('are read as they were written, also by who opens them later', async () => {
      expect(files.read(key)).toBeNull();
      const text = '口令 "\n\\\u2028 and more\n';
      await files.write(key, text);
      expect(files.read(key)).toBe(text);
      await files.write(key, 'another');
      await files.write('webhooks/gacc%2F1', '');
      const later = await again();
      expect([later.read(key), later.read('webhooks/gacc%2F1')]).toEqual(['another', '']);
    });

    it('are told by the beginning of their names, in order', async () => {
      for (const each of ['webhooks/b', 'secrets/b', 'secrets/a', 'webhooks/a', 'sandbox/secrets/a'])
        await files.write(each, each);
      expect(files.names('secrets/')).toEqual(['secrets/a', 'secrets/b']);
      expect((await again()).names('')).toEqual([
        'sandbox/secrets/a',
        'secrets/a',
        'secrets/b',
        'webhooks/a',
        'webhooks/b',
      ]);
      expect(files.names('nothing')).toEqual([]);
    });

    it("are created once: all who come at once get the first one's", async () => {
      const others = [await again(), await again()];
      const got = await Promise.all([files, ...others].map((each, no) => each.create(key, `key ${no}`)));
      expect(new Set(got).size).toBe(1);
      expect(await files.create(key, 'too late')).toBe(got[0]);
      expect((await again()).read(key)).toBe(got[0]);
    });

    it('are gone once removed, and can be written again', async () => {
      await files.write(key, 'first');
      await files.remove(key);
      await files.remove('secrets/never');
      expect([files.read(key), files.names('secrets/'), (await again()).read(key)]).toEqual([null, [], null]);
      await files.write(key, 'second');
      expect((await again()).read(key)).toBe('second');
    });

    it('written at the same moment are as the last one says', async () => {
      await Promise.all(Array.from({ length: 8 }, (_, no) => files.write(key, String(no))));
      expect([files.read(key), (await again()).read(key)]).toEqual(['7', '7']);
    });

    it.each([
      'journal.db',
      'blobs/00/x',
      '../secrets/x',
      'secrets/../../x',
      'secrets/.hidden',
      'secrets/',
      'secrets/x.part',
      '',
    ])('have nothing to do with %j', async (wrong) => {
      expect(() => files.read(wrong)).toThrow(/no name of a private file/);
      await expect(files.write(wrong, 'x')).rejects.toThrow(/no name of a private file/);
    });
  });
}
