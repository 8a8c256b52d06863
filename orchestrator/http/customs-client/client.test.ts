import type { AddressInfo } from 'node:net';
import { createServer } from 'node:http';
import { certificateNo } from '../testing/consignment.fixture.ts';
import { pdfDigest } from '../testing/fake-services.ts';
import { clientSecret, createTestEdge } from '../testing/test-edge.ts';
import type { TestEdge } from '../testing/test-edge.ts';
import { createCustomsClient } from './client.ts';

describe('the client of the customs interface', () => {
  let edge: TestEdge;
  let baseUrl: string;
  const server = createServer((req, res) => void edge.app(req, res));
  beforeAll(async () => {
    edge = await createTestEdge();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  });

  const client = (secret: string) => createCustomsClient({ baseUrl, clientId: 'gacc', secret });

  it('fetches a token, and another when it has expired', async () => {
    const gacc = client(clientSecret);
    const first = await gacc.GET('/customs/v1/changes');
    expect(first.data?.changes.length).toBeGreaterThan(0);
    edge.clock.now = new Date(edge.clock.now.getTime() + 3_600_000);
    const posted = await gacc.POST('/customs/v1/certificates/{no}/acknowledgements', {
      params: { path: { no: certificateNo }, header: { 'Idempotency-Key': 'ack-00000001' } },
      body: { status: 'RECEIVED', digest: pdfDigest },
    });
    expect(posted.data).toMatchObject({ status: 'RECEIVED', digest: pdfDigest });
  });

  it('tells a problem as it is, and who is not let in why', async () => {
    const { error } = await client(clientSecret).GET('/customs/v1/certificates/{no}', {
      params: { path: { no: 'unknown' } },
    });
    expect(error).toMatchObject({ status: 404, code: 'CERTIFICATE_NOT_FOUND' });
    await expect(client('wrong').GET('/customs/v1/changes')).rejects.toThrow('invalid_client');
  });

  it('sends once more what found no connection', async () => {
    let broken = 1;
    const gacc = createCustomsClient({
      baseUrl,
      clientId: 'gacc',
      secret: clientSecret,
      fetch: async (request) => {
        if (broken-- > 0) throw new TypeError('fetch failed');
        return fetch(request);
      },
    });
    expect((await gacc.GET('/customs/v1/changes')).response.status).toBe(200);
  });
});
