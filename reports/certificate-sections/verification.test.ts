import { completeCertificate } from '../../workflows/certificate/completeness.fixture.ts';
import type { CitedPack } from '../../workflows/kernel/source.ts';
import { verification } from './verification.ts';

const proof = { digest: 'a'.repeat(64), proof: 'https://status.example/c/1', keyId: 'Kx4_a-Zb9Qw', enclosureName: '1.json' };
const printed = (packs: readonly CitedPack[]) =>
  JSON.stringify(verification({ ...completeCertificate, packs }, proof));

describe('what ties a certificate to its rules', () => {
  const pack: CitedPack = { id: 'our-port-coal', version: '1', hash: 'b'.repeat(64) };

  it('names each pack with its hash', () => {
    expect(printed([pack])).toMatch(/Rule pack our-port-coal 1.*b{64}/s);
    expect(printed([pack])).not.toContain('Site override');
  });

  it('says what the site decided otherwise, what stood there, and why', () => {
    const path = 'sampling.conformance.missedCutsPercent.value';
    const overrides = [
      { pack: 'our-port-coal@1', path, was: '"5"', now: '"3"', reason: '本港规定 stricter here' },
    ];
    const text = printed([{ ...pack, overrides }]);
    for (const part of [path, String.raw`\"5\"`, String.raw`\"3\"`, '本港规定 stricter here'])
      expect(text).toContain(part);
  });
});
