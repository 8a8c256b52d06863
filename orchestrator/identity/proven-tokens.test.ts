import { createProvenTokens } from './proven-tokens.ts';
import { createTokens, leeway } from './tokens.ts';

describe('proven tokens', () => {
  it('are found under their audience only, until they are removed', () => {
    const proven = createProvenTokens<string>();
    proven.add('customs', 'token', 'claims');
    expect(proven.find('customs', 'token')).toBe('claims');
    expect(proven.find('operator', 'token')).toBeUndefined();
    expect(proven.find('customs', 'token.')).toBeUndefined();
    proven.remove('customs', 'token');
    expect(proven.find('customs', 'token')).toBeUndefined();
  });

  it('are so many at most: the oldest is forgotten', () => {
    const proven = createProvenTokens<number>(2);
    for (const no of [1, 2, 3]) proven.add('customs', String(no), no);
    expect([1, 2, 3].map((no) => proven.find('customs', String(no)))).toEqual([undefined, 2, 3]);
  });

  it('end when they would have ended, and are as early as before when the clock is set back', async () => {
    const clock = { now: new Date('2026-03-01T00:00:00Z') };
    const key = { alg: 'HS256', secret: new Uint8Array(32).fill(7) } as const;
    const tokens = createTokens(key, () => clock.now);
    const { token } = await tokens.issue('quaylab:customs', { subject: 'gacc', scope: 'certificates.read' }, 900);
    const began = clock.now.getTime();
    // Nobody has seen the token in the second reader: what the first remembers must be what the second computes.
    for (const s of [0, -leeway - 1, -leeway, 0, 900 + leeway - 1, 900 + leeway, 0]) {
      clock.now = new Date(began + s * 1000);
      const remembered = await tokens.read('quaylab:customs', token);
      const computed = await createTokens(key, () => clock.now).read('quaylab:customs', token);
      expect({ s, remembered }).toEqual({ s, remembered: computed });
      expect(remembered.ok).toBe(s >= -leeway && s < 900 + leeway);
    }
  });

  it('do not let a changed token, or one for another door, pass', async () => {
    const tokens = createTokens({ alg: 'HS256', secret: new Uint8Array(32).fill(7) }, () => new Date('2026-03-01T00:00:00Z'));
    const { token } = await tokens.issue('quaylab:customs', { subject: 'gacc', scope: '' }, 900);
    expect(await tokens.read('quaylab:customs', token)).toMatchObject({ ok: true });
    const [head, body] = token.split('.');
    for (const forged of [`${head}.${body}.`, `${head}.${body}.AAAA`, `${token}A`])
      expect(await tokens.read('quaylab:customs', forged)).toMatchObject({ refusal: { code: 'TOKEN_INVALID' } });
    expect(await tokens.read('quaylab:operator', token)).toMatchObject({ refusal: { code: 'TOKEN_INVALID' } });
  });
});
