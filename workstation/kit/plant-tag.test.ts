import { deviationOf, placeOn, wordOf } from './plant-tag.ts';

const normal = { low: 200, high: 2000 };
const words = [
  { value: 'true', title: { zh: '堵塞', en: 'plugged' }, normal: false },
  { value: 'false', title: { zh: '畅通', en: 'clear' }, normal: true },
];

describe('a tag of the plant', () => {
  it.each([
    [199.9, 'low'],
    [200, 'none'],
    [2000, 'none'],
    [2000.1, 'high'],
    [null, 'none'],
  ] as const)('of value %s deviates: %s', (value, deviation) => {
    expect(deviationOf({ normal, values: [] }, value)).toBe(deviation);
  });

  it('deviates when its word is not normal, and never without a word', () => {
    expect(deviationOf({ normal: null, values: words }, true)).toBe('wrong');
    expect(deviationOf({ normal: null, values: words }, false)).toBe('none');
    expect(deviationOf({ normal: null, values: [] }, true)).toBe('none');
  });

  it('finds words for states given as numbers', () => {
    const held = { value: '11', title: { zh: '已暂停', en: 'Held' }, normal: true };
    expect(wordOf({ values: [held] }, 11)).toBe(held);
    expect(wordOf({ values: [held] }, null)).toBeUndefined();
  });

  it('stands at the end of its scale when it lies beyond', () => {
    expect([
      placeOn({ low: 0, high: 10 }, -1),
      placeOn({ low: 0, high: 10 }, 2.5),
      placeOn({ low: 0, high: 10 }, 11),
    ]).toEqual([0, 0.25, 1]);
    expect(placeOn({ low: 5, high: 5 }, 5)).toBe(0);
  });
});
