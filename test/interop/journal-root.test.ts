import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDemonstrationSigner } from '../../reports/signing/demo-authority.ts';
import { secretInFolder } from '../../reports/signing/testing/secret-in-folder.ts';
import { timeStampsFrom } from '../../reports/signing/time-stamp.ts';
import { startTimeStampAuthority } from '../support/time-stamp-authority.ts';
import { itWith } from '../support/tools.ts';
import { bytesOfRecord, openRoot, readRecord, signRoot } from '../../orchestrator/journal-roots/signed-root.ts';

describe('a signed root of the journal', () => {
  const folder = mkdtempSync(join(tmpdir(), 'quaylab-root-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const now = new Date();
  const root = { size: 3, root: 'ab'.repeat(32), head: 'cd'.repeat(32), at: now.toISOString() };

  it('is read back as it was signed, and refused where it was changed or signed out of time', async () => {
    const signer = await openDemonstrationSigner(secretInFolder(folder), now);
    const signed = await signRoot(root, signer);
    const stored = readRecord(bytesOfRecord(signed));
    expect(stored).toEqual({ jws: signed.jws, timeStamp: null });
    expect(await openRoot(signed, [signer], [])).toMatchObject({
      ok: true,
      value: { root, signedBy: { keyId: signer.keyId } },
    });
    const early = await signRoot({ ...root, at: '2001-01-01T00:00:00.000Z' }, signer);
    expect(await openRoot(early, [signer], [])).toMatchObject({
      refusal: { code: 'JWS_KEY_NOT_VALID_THEN', field: 'at' },
    });
    const none = await signRoot({ ...root, size: 0 }, signer);
    expect(await openRoot(none, [signer], [])).toMatchObject({ refusal: { code: 'JOURNAL_ROOT_INVALID' } });
    expect(readRecord(Buffer.from('{"jws":1}'))).toBeUndefined();
  });

  itWith(['openssl'], 'has a time that is not its own word, where an authority stamps it', async () => {
    const signer = await openDemonstrationSigner(secretInFolder(folder), now);
    const authority = await startTimeStampAuthority(folder);
    const signed = await signRoot(
      root,
      signer,
      timeStampsFrom({ url: authority.url, roots: [authority.root] }),
    );
    await authority.stop();
    const { jws } = await signRoot(root, signer);
    expect(await openRoot(signed, [signer], [authority.root])).toMatchObject({
      value: { stamped: { authority: 'Test TSA' } },
    });
    expect(await openRoot(signed, [signer], [])).toMatchObject({
      ok: true,
      value: expect.not.objectContaining({ stamped: expect.anything() as object }) as object,
    });
    expect(await openRoot({ ...signed, jws }, [signer], [])).toMatchObject({
      refusal: { code: 'TIME_STAMP_WRONG' },
    });
  });
});
