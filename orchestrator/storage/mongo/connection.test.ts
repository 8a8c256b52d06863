import { connectMongo, withoutPassword } from './connection.ts';
import { seal, unseal } from './sealed.ts';

/** tcpmux (RFC 1078), which nobody runs. */
const nobodysPort = 1;
const password = 'pl%40nted';
const refusalOf = (uri: string) =>
  connectMongo(uri, { serverSelection: 150 }).then(
    () => null,
    (error: Error & { refusal?: { code: string } }) => ({
      code: error.refusal?.code,
      said: `${error.message} ${error.stack} ${JSON.stringify(error)}`,
    }),
  );

it.each([
  ['no URI at all', 'localhost'],
  ['without a database', `mongodb://li:${password}@localhost:27017`],
  ['without a database but with options', `mongodb://li:${password}@localhost:27017/?replicaSet=rs0`],
  [
    'with options that exclude each other',
    `mongodb://li:${password}@localhost/quaylab?directConnection=true&loadBalanced=true`,
  ],
])('a URI %s is refused, and the password is not said', async (_, uri) => {
  const refusal = await refusalOf(uri);
  expect(refusal?.code).toBe('MONGODB_URI_INVALID');
  expect(refusal?.said).not.toMatch(/pl(%40|@)nted/);
});

it('a server that does not answer is named without its password', async () => {
  const refusal = await refusalOf(
    `mongodb://li:${password}@127.0.0.1:${nobodysPort}/quaylab?authSource=admin`,
  );
  expect(refusal?.code).toBe('MONGODB_UNREACHABLE');
  expect(refusal?.said).toContain('ECONNREFUSED 127.0.0.1');
  expect(refusal?.said).not.toMatch(/pl(%40|@)nted/);
});

it('a URI is fit for a log without user and password', () => {
  expect(withoutPassword('mongodb://li:a/b@c@one:1,two:2/quaylab?x=y')).toBe(
    'mongodb://one:1,two:2/quaylab?x=y',
  );
  expect(withoutPassword('mongodb+srv://db.port.example/quaylab')).toBe(
    'mongodb+srv://db.port.example/quaylab',
  );
});

describe('a sealed text', () => {
  const secret = 'a secret of at least thirty-two characters';
  const sealed = seal(secret, 'secrets/x', 'hidden 口令');

  it('is read by who knows secret and name, and by nobody else', () => {
    expect(unseal(secret, 'secrets/x', sealed)).toBe('hidden 口令');
    expect([unseal(`${secret}.`, 'secrets/x', sealed), unseal(secret, 'secrets/y', sealed)]).toEqual([
      null,
      null,
    ]);
  });

  it.each(['salt', 'nonce', 'data', 'tag'] as const)('is not read when its %s was changed or cut', (part) => {
    const bytes = Buffer.from(sealed[part], 'base64');
    const cut = bytes.subarray(0, bytes.length - 1).toString('base64');
    bytes[0] = (bytes[0] ?? 0) ^ 1;
    for (const other of [bytes.toString('base64'), cut, ''])
      expect(unseal(secret, 'secrets/x', { ...sealed, [part]: other })).toBeNull();
  });

  it('is another each time', () => {
    const again = seal(secret, 'secrets/x', 'hidden 口令');
    for (const part of ['salt', 'nonce', 'data', 'tag'] as const) expect(again[part]).not.toBe(sealed[part]);
  });
});
