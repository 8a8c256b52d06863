import { createHash } from 'node:crypto';
import { completeCertificate } from '../../workflows/certificate/completeness.fixture.ts';
import { canonicalJson } from '../../workflows/kernel/canonical-json.ts';
import { processId } from '../../workflows/kernel/brand.ts';
import type { BlobStore } from '../storage/ports.ts';
import { reportExecutor } from './report.ts';

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

function issue(certificate: object) {
  const stored = new Map<string, Buffer>();
  const blobs: BlobStore = {
    put: async (bytes) => {
      stored.set(sha256(bytes), bytes);
      return sha256(bytes);
    },
    get: async (digest) => stored.get(digest) ?? null,
  };
  const process = { id: processId('certificate/1'), inUse: null, definitionKey: 'certificate@1', state: null, seq: 1, hold: null, deferred: [] };
  const effect = { id: 'certificate/1#4.0', kind: 'report.issue', params: { certificate } };
  const answer = reportExecutor(blobs, 'https://lab.example/verify')({ process, effect, signal: new AbortController().signal });
  return answer.then((event) => ({ event, stored }));
}

describe('issuing the paper', () => {
  it('stores the canonical JSON and the PDF and answers with their digests; doing it again gives the same', async () => {
    const { event, stored } = await issue(completeCertificate);
    const json = sha256(Buffer.from(canonicalJson(completeCertificate), 'utf8'));
    expect(event).toMatchObject({ type: 'report.issued', json });
    expect(stored.size).toBe(2);
    expect((await issue(completeCertificate)).event).toEqual(event);
  });

  it('issues nothing that lacks an item of ISO/IEC 17025, and names it', async () => {
    const { event, stored } = await issue({ ...completeCertificate, number: ' ' });
    expect(event).toMatchObject({ type: 'report.failed', code: 'CERTIFICATE_INCOMPLETE', message: expect.stringContaining('7.8.2.1') as string });
    expect(stored.size).toBe(0);
  });

  it('issues nothing with a character the paper cannot show', async () => {
    const { event, stored } = await issue({ ...completeCertificate, preparedBy: '☑' });
    expect(event).toMatchObject({ type: 'report.failed', code: 'GLYPH_MISSING' });
    expect(stored.size).toBe(0);
  });
});
