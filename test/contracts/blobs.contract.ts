import { createHash } from 'node:crypto';
import type { BlobStore } from '../../orchestrator/storage/ports.ts';

/** What every blob store keeps to. `open` gives an empty one. */
export function describeBlobs(name: string, open: () => Promise<BlobStore>): void {
  describe(`the blobs: ${name}`, () => {
    let blobs: BlobStore;
    beforeEach(async () => void (blobs = await open()));

    it.each([
      ['text', Buffer.from('检验证书')],
      ['every byte', Buffer.from(Array.from({ length: 256 }, (_, byte) => byte))],
      ['nothing', Buffer.alloc(0)],
      ['a large one', Buffer.alloc(3 * 1024 * 1024, 'quay')],
    ])('are found by their SHA-256, byte for byte: %s', async (_, bytes) => {
      const sha256 = await blobs.put(bytes);
      expect(sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
      expect((await blobs.get(sha256))?.equals(bytes)).toBe(true);
    });

    it('take the same bytes again, also at the same moment', async () => {
      const bytes = Buffer.from('the same');
      const digests = await Promise.all(Array.from({ length: 5 }, () => blobs.put(bytes)));
      expect(new Set(digests).size).toBe(1);
      expect((await blobs.get(digests[0] ?? ''))?.toString()).toBe('the same');
    });

    it.each(['0'.repeat(64), 'not a digest', '', '../../etc/passwd', `${'0'.repeat(62)}/.`, 'A'.repeat(64)])(
      'have nothing under %j',
      async (digest) => {
        await blobs.put(Buffer.from('something'));
        expect(await blobs.get(digest)).toBeNull();
      },
    );
  });
}
