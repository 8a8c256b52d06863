import { canonicalJson } from '../workflows/kernel/canonical-json.ts';
import { digestOf } from './canonical.ts';

describe('canonical JSON', () => {
  it('gives the bytes of the example in RFC 8785 section 3.2.3', () => {
    const value = {
      numbers: [333333333.33333329, 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
      string: '\u20ac$\u000F\u000aA\'\u0042\u0022\u005c\\"/',
      literals: [null, true, false],
    };
    expect(canonicalJson(value)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
  });

  it('sorts members by UTF-16 code units and drops what is undefined', () => {
    expect(canonicalJson({ 煤: 1, b: undefined, a: { d: 1, c: 2 }, '\u{1F600}': 3 })).toBe(
      '{"a":{"c":2,"d":1},"煤":1,"\u{1F600}":3}',
    );
  });

  it('does not depend on the order in which an object was filled', () => {
    expect(digestOf({ a: 1, b: [1, 2] })).toBe(digestOf({ b: [1, 2], a: 1 }));
    expect(digestOf({ a: 1, b: [1, 2] })).not.toBe(digestOf({ a: 1, b: [2, 1] }));
  });

  it('hashes the UTF-8 bytes with SHA-256', () => {
    // echo -n '{"煤":"coal"}' | sha256sum
    expect(digestOf({ 煤: 'coal' })).toBe('2043ac8f1e6da52933f5b7b85f7e85853c7dcbcb751ae787999bd397c54f15ef');
  });

  it.each([
    [Number.NaN],
    [{ a: Number.POSITIVE_INFINITY }],
    [undefined],
    [[undefined]],
    [1n],
    [() => 1],
    [new Date(0)],
    ['\ud800'],
    [{ '\udc00': 1 }],
  ])('refuses what JSON can not carry: %p', (value) => {
    expect(() => canonicalJson(value)).toThrow('NOT_CANONICAL');
  });

  it('names the place of what it refuses', () => {
    expect(() => canonicalJson({ a: [1, { b: Number.NaN }] })).toThrow('NOT_CANONICAL: a[1].b:');
  });

  it('writes the same value twice where it is shared, and minus zero as zero', () => {
    const shared = { x: -0 };
    expect(canonicalJson([shared, shared])).toBe('[{"x":0},{"x":0}]');
  });

  it('refuses a cycle', () => {
    const ring: Record<string, unknown> = {};
    ring['ring'] = ring;
    expect(() => canonicalJson(ring)).toThrow('NOT_CANONICAL');
  });
});
