import { checkValue } from './check-value.ts';
import { rangeOf, shortened } from './difference.ts';
import { BottleDrafts } from './drafts.ts';
import { awaits, nameOfItem, symbolOf } from './task.ts';

const ash = { minimum: '0', maximum: '60' };

describe('a typed value', () => {
  it.each([
    ['0.87', '0.87'],
    ['０。８７', '0.87'],
    [' 12．50 ', '12.50'],
  ])('%s is read as %s', (typed, value) => {
    expect(checkValue(ash, typed)).toEqual({ value });
  });

  it.each([
    ['', 'empty'],
    ['0,87', 'comma'],
    ['0，87', 'comma'],
    ['0.87\n0.90', 'notNumber'],
    ['Aad 8.42 %', 'notNumber'],
    ['1e3', 'notNumber'],
    [`0.${'1'.repeat(40)}`, 'tooLong'],
    ['-1', 'negative'],
    ['842', 'tooHigh'],
  ])('%j is refused before it is sent: %s', (typed, fault) => {
    expect(checkValue(ash, typed)).toEqual({ fault });
  });

  it('may be negative where the item can be', () => {
    expect(checkValue({ minimum: '-40', maximum: '20' }, '-35')).toEqual({ value: '-35' });
    expect(checkValue({ minimum: '-40', maximum: '20' }, '-45')).toEqual({ fault: 'tooLow' });
  });
});

it.each([
  [['0.87', '0.90'], '0.03'],
  [['0.9', '0.87', '0.88'], '0.03'],
  [['24.51', '24.51'], '0.00'],
  [['-35', '-34.5'], '0.5'],
  [['7', '12'], '5'],
  [[], ''],
])('|Δ| of %j is %s', (values, range) => {
  expect(rangeOf(values)).toBe(range);
});

describe('drafts', () => {
  function machine() {
    const kept = new Map<string, string>();
    return {
      kept,
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
      removeItem: (key: string) => void kept.delete(key),
    };
  }

  it('are kept by person, code and item, and gone without a trace when sent', () => {
    const storage = machine();
    const drafts = new BottleDrafts(storage, 'li', '3T8P17');
    drafts.keep('A', { typed: '0.8' });
    drafts.keep('V', { typed: '2' });
    expect(new BottleDrafts(storage, 'li', '3T8P17').of('A')).toEqual({ typed: '0.8' });
    expect(new BottleDrafts(storage, 'wang', '3T8P17').of('A')).toEqual({ typed: '' });
    drafts.remove('A');
    drafts.remove('V');
    expect(storage.kept.size).toBe(0);
  });

  it('send a value again under its key, and another under a fresh one', () => {
    const drafts = new BottleDrafts(machine(), 'li', '3T8P17');
    const keys = ['k1', 'k2'];
    const fresh = () => keys.shift() ?? '';
    drafts.keep('A', { typed: '0.87' });
    expect(drafts.keyFor('A', '0.87', fresh)).toBe('k1');
    expect(drafts.keyFor('A', '0.87', fresh)).toBe('k1');
    expect(drafts.keyFor('A', '0.88', fresh)).toBe('k2');
  });

  it('survive rubbish in their place', () => {
    const storage = machine();
    storage.setItem('quaylab.draft.li.C', 'no JSON');
    expect(new BottleDrafts(storage, 'li', 'C').all()).toEqual({});
  });
});

describe('an item that observers answer', () => {
  const definition = { item: 'live-insects', name: { zh: '活虫', en: 'Live insects' }, rule: 'observation' } as const;
  const item = { definition, determinations: [{ analyst: 'wang' }], verdict: { kind: 'need-more' } } as const;

  it('is asked of another person, and no more of who has answered', () => {
    expect(awaits(item, 'wang')).toBe(false);
    expect(awaits(item, 'zhao')).toBe(true);
  });

  it('is called by its name, having no symbol', () => {
    expect(symbolOf(definition, ({ zh }) => zh)).toBe('活虫');
    expect(nameOfItem(definition, ({ en }) => en)).toBe('Live insects');
  });
});

it('a mean with many decimals is cut for looking at, and says so', () => {
  expect(['11.180844892147038', '13', '0.3', '-2.123456'].map(shortened)).toEqual(['11.1808…', '13', '0.3', '-2.1234…']);
});
