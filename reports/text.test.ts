import { beside, flow } from './text.ts';

describe('text on paper', () => {
  it('lets only over-long runs break inside', () => {
    const digest = 'a'.repeat(64);
    expect(flow(`摘要 ${digest} end`).text).toEqual([
      { text: '摘要 ' },
      { text: digest, wordBreak: 'break-all' },
      { text: ' end' },
    ]);
    expect(flow('GB/T 19494.1-2023').text).toEqual([{ text: 'GB/T 19494.1-2023' }]);
  });

  it('straightens an apostrophe inside Latin words, and leaves Chinese quotes alone', () => {
    expect(flow('the ship’s hold').text).toEqual([{ text: "the ship's hold" }]);
    expect(flow('标有“※”的‘数据’').text).toEqual([{ text: '标有“※”的‘数据’' }]);
  });

  it('says words that are the same in both languages once', () => {
    expect(beside({ zh: 'pH', en: 'pH' }).text).toEqual([{ text: 'pH' }]);
  });
});
