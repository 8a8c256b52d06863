import { createHash } from 'node:crypto';
import { canonical, digestOf } from './digest.ts';

const value = {
  b: [1, 'ö', null, { z: true, a: '水分' }],
  a: { '€': '1', '\r': 2, '1': 3, '😀': 4 },
  c: '"\\\n',
};
/** Members in the order of RFC 8785, section 3.2.3. */
const bytes = String.raw`{"a":{"\r":2,"1":3,"€":"1","😀":4},"b":[1,"ö",null,{"a":"水分","z":true}],"c":"\"\\\n"}`;

describe('digest of what is shown', () => {
  it('is that of the canonical JSON', async () => {
    expect(canonical(value)).toBe(bytes);
    expect(await digestOf(value)).toBe(createHash('sha256').update(bytes, 'utf8').digest('hex'));
  });

  it('differs when anything differs', async () => {
    expect(await digestOf({ ...value, c: 'x' })).not.toBe(await digestOf(value));
  });
});
