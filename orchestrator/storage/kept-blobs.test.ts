import { keptBlobs } from './kept-blobs.ts';

describe('kept blobs', () => {
  /** A store that counts its readings; a blob is so many bytes as its name says. */
  const counting = () => {
    const readings: string[] = [];
    const store = {
      get: async (sha256: string) => {
        readings.push(sha256);
        if (sha256 === 'changed') throw new Error('not the bytes that were stored');
        return sha256 === 'none' ? null : Buffer.alloc(Number(sha256));
      },
    };
    return { readings, store };
  };

  it('are read once, also by many at once', async () => {
    const { readings, store } = counting();
    const get = keptBlobs(store);
    await Promise.all([get('10'), get('10'), get('10')]);
    expect(await get('10')).toHaveLength(10);
    expect(readings).toEqual(['10']);
  });

  it('go when there are too many bytes, asked for longest ago first', async () => {
    const { readings, store } = counting();
    const get = keptBlobs(store, 25);
    await get('10');
    await get('11');
    await get('10');
    await get('12');
    expect(readings).toEqual(['10', '11', '12']);
    await get('10');
    expect(readings).toEqual(['10', '11', '12']);
    await get('11');
    expect(readings).toEqual(['10', '11', '12', '11']);
  });

  it('larger than all that is kept are read each time, and nothing goes for them', async () => {
    const { readings, store } = counting();
    const get = keptBlobs(store, 25);
    for (const size of ['10', '26', '26', '10']) await get(size);
    expect(readings).toEqual(['10', '26', '26']);
  });

  it('are looked for again when there were none or they could not be read', async () => {
    const { readings, store } = counting();
    const get = keptBlobs(store);
    expect([await get('none'), await get('none')]).toEqual([null, null]);
    await expect(get('changed')).rejects.toThrow('not the bytes');
    await expect(get('changed')).rejects.toThrow('not the bytes');
    expect(readings).toEqual(['none', 'none', 'changed', 'changed']);
  });
});
