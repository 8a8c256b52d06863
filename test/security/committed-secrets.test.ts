import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a secret looks like in a file, wherever it is. Each is narrow: what is found is a secret or is told of below. */
const unmistakable: Readonly<Record<string, RegExp>> = {
  'private key': /-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY-----\s*[A-Za-z0-9+/=\s]{64}/,
  'JSON Web Token': /\beyJ[\w-]{16,}\.eyJ[\w-]{16,}\.[\w-]{20,}/,
  'private part of a JWK': /"d"\s*:\s*"[\w-]{40,}"/,
  'access key of a cloud': /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b|\bAIza[\w-]{35}\b|\bLTAI[A-Za-z0-9]{16,24}\b/,
  'token of a code host or registry':
    /\b(?:gh[pousr]_[A-Za-z0-9]{36}|github_pat_\w{60,}|glpat-[\w-]{20}|npm_[A-Za-z0-9]{36})\b/,
  'token of a chat or payment service': /\bxox[abposr]-[\w-]{10,}|\bsk_live_[A-Za-z0-9]{16,}/,
  'password hash':
    /\$argon2(?:id|i|d)\$v=\d+\$[^$\s]+\$[A-Za-z0-9+/]{16,}\$[A-Za-z0-9+/]{20,}|\$2[aby]\$\d\d\$[./A-Za-z0-9]{53}/,
};

/** Tests make such things up all the time; elsewhere they are looked at. */
const likely: Readonly<Record<string, RegExp>> = {
  'password in an address':
    /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:@/'"`<>${}[\]()]{1,64}:(?!password@)[^\s:@/'"`<>${}[\]()*…]{4,64}@[\w.-]+/,
  'password set to a literal':
    /\b(?:password|passwd|secret|api_?key|client_?secret)["']?\s*[:=]\s*["'][^"'\s$<{]{12,}["']/i,
};

/** What looks like one and is none, by file and pattern, with the reason. */
const known: readonly { readonly file: string; readonly pattern: string; readonly why: string }[] = [
  {
    file: 'test/support/sm2-key.ts',
    pattern: 'private key',
    why: 'SM2 key of tests: openssl of some machines cannot make one',
  },
  {
    file: 'orchestrator/http/schemas/webhook-answers.ts',
    pattern: 'password set to a literal',
    why: 'the example of an answer that shows a new secret once',
  },
  {
    file: 'orchestrator/http/customs-client/paths.ts',
    pattern: 'password set to a literal',
    why: 'generated: the same example',
  },
];

const root = process.cwd();
const binary = /\.(?:png|jpe?g|pdf|ico|woff2?|ttf|otf|br|gz|db|node)$/;

/** Committed, and what would be committed next; the list of packages has digests only. */
const files = () =>
  execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
  })
    .split('\0')
    .filter((file) => file !== '' && !binary.test(file) && file !== 'package-lock.json');

const textOf = (file: string): string => {
  try {
    return readFileSync(join(root, file), 'utf8');
  } catch (error) {
    // Deleted, and not committed yet.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
};

const ofTests = /^test\/|\/testing\/|\.(?:test|fixture|contract)\.ts$/;

const foundIn = (file: string, text: string) =>
  Object.entries(ofTests.test(file) ? unmistakable : { ...unmistakable, ...likely }).flatMap(
    ([pattern, expression]) => {
      const match = expression.exec(text);
      // Where, and not what: this is printed in logs of continuous integration.
      return match ? [{ file, pattern, line: text.slice(0, match.index).split('\n').length }] : [];
    },
  );

it('no file of the repository holds a secret', () => {
  const found = files().flatMap((file) => foundIn(file, textOf(file)));
  const isKnown = ({ file, pattern }: { file: string; pattern: string }) =>
    known.find((one) => one.pattern === pattern && one.file === file);
  expect(found.filter((one) => !isKnown(one))).toEqual([]);
  expect(known.filter((one) => !found.map(isKnown).includes(one))).toEqual([]);
});

it.each([
  ['private key', `-----BEGIN PRIVATE KEY-----\n${'MIGHAgEA'.repeat(9)}`],
  ['JSON Web Token', `eyJ${'a'.repeat(20)}.eyJ${'b'.repeat(20)}.${'c'.repeat(43)}`],
  ['private part of a JWK', `"d" : "${'x'.repeat(43)}"`],
  ['access key of a cloud', `AKIA${'A1'.repeat(8)}`],
  ['token of a code host or registry', `ghp_${'a1'.repeat(18)}`],
  ['token of a chat or payment service', `sk_live_${'a1'.repeat(10)}`],
  ['password hash', `$argon2id$v=19$m=19456,t=2,p=1$${'c'.repeat(22)}$${'A'.repeat(43)}`],
  ['password in an address', ['mongodb', '://port:', 'correct-horse', '@db.example/x'].join('')],
  ['password set to a literal', ['password', ': "', 'Tr0ub4dor&3xyz', '"'].join('')],
])('sees a %s', (pattern, text) => {
  expect(foundIn('x', `first line\n${text}\n`)).toEqual([{ file: 'x', pattern, line: 2 }]);
});
