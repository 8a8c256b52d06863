import { normaliseCode, normaliseNumber } from './normalise.ts';
import { listenForScans } from './scanner.ts';
import type { KeyPress } from './scanner.ts';

jest.useFakeTimers();

/** A keyboard that types what a scanner sends, and says which keys got through to the page. */
function keyboard() {
  let listener: (event: KeyPress) => void = () => undefined;
  const through: string[] = [];
  const clock = { now: 0 };
  const press = (code: string, shiftKey = false): void => {
    let swallowed = false;
    const swallow = (): void => {
      swallowed = true;
    };
    // As with a Chinese input method on: what the key writes is not told.
    const event = { code, shiftKey, timeStamp: clock.now, preventDefault: swallow, stopImmediatePropagation: () => undefined };
    listener(event);
    if (!swallowed) through.push(code);
  };
  return {
    through,
    clock,
    press,
    type: (text: string) => {
      for (const character of text) {
        if (/\d/.test(character)) press(`Digit${character}`);
        else if (character === '-') press('Minus');
        else press(`Key${character.toUpperCase()}`, character !== character.toLowerCase());
      }
    },
    addEventListener: (_: 'keydown', then: (event: KeyPress) => void) => {
      listener = then;
    },
    removeEventListener: () => undefined,
  };
}

function desk() {
  const keys = keyboard();
  const scans: string[] = [];
  listenForScans(keys, (code) => scans.push(code));
  return { keys, scans, clock: keys.clock };
}

describe('a scan', () => {
  it('is read by the place of the keys, and no key of it reaches the page', () => {
    const { keys, scans } = desk();
    keys.press('F8');
    keys.type('3T8p-17');
    keys.press('Enter');
    expect(keys.through).toEqual([]);
    expect(scans).toEqual([]);
    jest.runAllTimers();
    expect(scans).toEqual(['3T8p-17']);
  });

  it('leaves everything else that is typed alone', () => {
    const { keys, scans } = desk();
    keys.type('0');
    keys.press('Enter');
    jest.runAllTimers();
    expect(keys.through).toEqual(['Digit0', 'Enter']);
    expect(scans).toEqual([]);
  });

  it('is not taken for one when a hand pressed the key', () => {
    const { keys, scans, clock } = desk();
    keys.press('F8');
    clock.now = 301;
    keys.type('1');
    keys.press('Enter');
    jest.runAllTimers();
    expect(keys.through).toEqual(['Digit1', 'Enter']);
    expect(scans).toEqual([]);
  });

  it('is read when each key comes late, as on a machine with much to do', () => {
    const { keys, scans, clock } = desk();
    keys.press('F8');
    for (const character of '3T8P17') {
      clock.now += 300;
      keys.type(character);
    }
    clock.now += 300;
    keys.press('Enter');
    jest.runAllTimers();
    expect(scans).toEqual(['3T8P17']);
  });

  it('ends by itself when keys come and come', () => {
    const { keys, scans, clock } = desk();
    keys.press('F8');
    for (let keystroke = 0; keystroke < 26; keystroke += 1) {
      clock.now += 200;
      keys.type('1');
    }
    keys.press('Enter');
    jest.runAllTimers();
    expect(keys.through).toEqual(['Digit1', 'Enter']);
    expect(scans).toEqual(['1'.repeat(25)]);
  });

  it('that breaks off is told as far as it came: a hand’s keys do not silently vanish', () => {
    const { keys, scans } = desk();
    keys.press('F8');
    keys.type('11');
    keys.clock.now += 301;
    keys.type('5');
    jest.runAllTimers();
    expect(scans).toEqual(['11']);
    expect(keys.through).toEqual(['Digit5']);
  });

  it('begins anew when its beginning comes twice, and is nothing when it is empty', () => {
    const { keys, scans } = desk();
    keys.press('F8');
    keys.type('AB');
    keys.press('F8');
    keys.type('C1');
    keys.press('Enter');
    keys.press('F8');
    keys.press('Enter');
    jest.runAllTimers();
    expect(scans).toEqual(['C1']);
  });
});

it.each([
  ['０．８７', '0.87'],
  ['0。87', '0.87'],
  [' 12 345 ', '12345'],
  ['１，５', '1,5'],
  ['abc', 'abc'],
])('what an input method made of a number, %s, becomes %s', (typed, plain) => {
  expect(normaliseNumber(typed)).toBe(plain);
});

it('writes codes in capitals', () => {
  expect(normaliseCode('３t8p 17')).toBe('3T8P17');
});
