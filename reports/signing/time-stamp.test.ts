import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { timeStampsFrom } from './time-stamp.ts';
import type { TimeStampAuthority } from './time-stamp.ts';

/** What is asked of a time stamp authority that does not do its work; what a sound one answers is in test/interop. */
describe('a time stamp', () => {
  let server: Server | undefined;
  afterEach(() => server?.closeAllConnections());
  afterEach(() => new Promise((done) => (server ? server.close(done) : done(undefined))));

  const stampedBy = async (
    answer: RequestListener,
    options: Partial<TimeStampAuthority> = {},
  ): Promise<Buffer> => {
    const listening = createServer(answer);
    server = listening;
    await new Promise<void>((done) => listening.listen(0, '127.0.0.1', done));
    const url = `http://127.0.0.1:${(listening.address() as AddressInfo).port}/`;
    return await timeStampsFrom({ url, ...options })(Buffer.alloc(32, 1));
  };
  const code = (code: string) => ({ refusal: { code } });

  it('is not available where nobody listens', async () => {
    const nobody = timeStampsFrom({ url: 'http://127.0.0.1:1/' })(Buffer.alloc(32));
    await expect(nobody).rejects.toMatchObject(code('TIME_STAMP_UNAVAILABLE'));
  });

  it('is not available when the answer does not come in time', async () => {
    await expect(stampedBy(() => undefined, { timeout_ms: 50 })).rejects.toThrow(
      /TIME_STAMP_UNAVAILABLE.*within 50 ms/,
    );
  });

  it('is not available when HTTP says no', async () => {
    const busy = stampedBy((_, response) => response.writeHead(503).end());
    await expect(busy).rejects.toThrow(/TIME_STAMP_UNAVAILABLE.*HTTP status 503/);
  });

  it('is asked for under the name and password of a contract, which no refusal repeats', async () => {
    let told: string | undefined;
    const login = { name: '港口实验室', password: 'se cret:密' };
    const stranger = stampedBy(
      ({ headers }, response) => {
        told = headers.authorization;
        response.writeHead(401).end();
      },
      { login },
    );
    const refused = await stranger.catch((error: unknown) => error);
    expect(refused).toMatchObject({ refusal: { code: 'TIME_STAMP_UNAVAILABLE', field: 'timeStamp.user' } });
    expect(String(refused)).not.toContain('cret');
    const [scheme, sent = ''] = (told ?? '').split(' ');
    expect([scheme, Buffer.from(sent, 'base64').toString()]).toEqual(['Basic', '港口实验室:se cret:密']);
  });

  it('is asked for with a login only where nobody reads it on the way', () => {
    const login = { name: 'lab', password: 'secret' };
    expect(() => timeStampsFrom({ url: 'http://tsa.example/', login })).toThrow(
      /TIME_STAMP_ADDRESS_UNENCRYPTED/,
    );
    expect(() => timeStampsFrom({ url: 'http://tsa.example/' })).not.toThrow();
    expect(() => timeStampsFrom({ url: 'https://tsa.example/', login })).not.toThrow();
  });

  it('is asked for by nobody in particular where there is no contract', async () => {
    let told: object = {};
    await stampedBy(({ headers }, response) => {
      told = headers;
      response.writeHead(503).end();
    }).catch(() => undefined);
    expect(told).toMatchObject({ 'content-type': 'application/timestamp-query' });
    expect(told).not.toHaveProperty('authorization');
  });

  it('is not available when the authority refuses, and says why', async () => {
    // TimeStampResp { status { 2 rejection, "no" } }.
    const refusal = Buffer.from('300b3009020102300' + '40c026e6f', 'hex');
    const refused = stampedBy((_, response) => response.end(refusal));
    await expect(refused).rejects.toThrow(/TIME_STAMP_UNAVAILABLE.*status 2 \(no\)/);
  });

  it.each([
    ['no TimeStampResp', '<html>', /no TimeStampResp/],
    ['granted without a token', Buffer.from('30053003020100', 'hex'), /holds no token/],
    [
      'granted with a token that is none',
      Buffer.from('300a300302010030030201ff', 'hex'),
      /no TimeStampResp|cannot be read/,
    ],
    ['much too long', Buffer.alloc(100_000), /longer than 16384 bytes/],
  ] as const)('is not valid: %s', async (_, body, words) => {
    const answered = stampedBy((__, response) => response.end(body));
    await expect(answered).rejects.toMatchObject(code('TIME_STAMP_INVALID'));
    await expect(answered).rejects.toThrow(words);
  });
});
