/** What a scanner sends before a code, and after it (set up so once at the scanner: docs/scanner.md). */
const prefix = 'F8';
const suffix = 'Enter';

/** Between two keys of a scanner, ms: also on a machine with much to do. What takes longer was a hand on F8. */
const longestPause = 300;

/** From the prefix to the suffix of the longest code, ms. */
const longest = 5_000;

/** Longer than any code of ours: QR addresses of certificates. */
const mostCharacters = 512;

/**
 * What each key writes, by its place on the keyboard (`event.code`): with a Chinese input method on, `event.key` is "Process" and the
 * characters go to the input method. Scanners type as a US keyboard does.
 */
const shifted: Readonly<Record<string, readonly [plain: string, shift: string]>> = {
  Minus: ['-', '_'],
  Equal: ['=', '+'],
  BracketLeft: ['[', '{'],
  BracketRight: [']', '}'],
  Backslash: ['\\', '|'],
  Semicolon: [';', ':'],
  Quote: ["'", '"'],
  Backquote: ['`', '~'],
  Comma: [',', '<'],
  Period: ['.', '>'],
  Slash: ['/', '?'],
  Space: [' ', ' '],
};
const shiftedDigits = ')!@#$%^&*(';

function characterOf({ code, shiftKey }: KeyPress): string | null {
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  if (letter !== undefined) return shiftKey ? letter : letter.toLowerCase();
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(code)?.[1];
  if (digit !== undefined) return shiftKey && code.startsWith('Digit') ? (shiftedDigits[Number(digit)] ?? null) : digit;
  return shifted[code]?.[shiftKey ? 1 : 0] ?? null;
}

/** What of a key press is looked at. */
export type KeyPress = Pick<KeyboardEvent, 'code' | 'shiftKey' | 'timeStamp' | 'preventDefault' | 'stopImmediatePropagation'>;

interface Keyboard {
  addEventListener(type: 'keydown', listener: (event: KeyPress) => void, capture: true): void;
  removeEventListener(type: 'keydown', listener: (event: KeyPress) => void, capture: true): void;
}

/**
 * Listens for scans anywhere on the page, whatever has the focus. The keys of a scan reach nothing else: neither a field that has the
 * focus nor a button, which the final Enter would press. The code is told after the last key's event is over, because moving the focus
 * within it would let the same Enter press what receives it. What was taken of a scan that breaks off is told like one: if it was a hand
 * that typed, its keys have not silently vanished.
 */
export function listenForScans(keyboard: Keyboard, onScan: (code: string) => void): () => void {
  let scanned: string | null = null;
  let began = 0;
  let last = 0;
  const tell = (code: string): void => {
    scanned = null;
    if (code !== '') setTimeout(() => onScan(code), 0);
  };
  const onKey = (event: KeyPress): void => {
    // When the key was pressed: its event may wait in a queue while the page has other work.
    const at = event.timeStamp;
    if (event.code === prefix) {
      swallow(event);
      scanned = '';
      began = last = at;
      return;
    }
    if (scanned === null) return;
    if (at - last > longestPause || at - began > longest || scanned.length > mostCharacters) {
      tell(scanned.trim());
      return;
    }
    last = at;
    swallow(event);
    if (event.code === suffix || event.code === 'NumpadEnter') {
      tell(scanned.trim());
      return;
    }
    scanned += characterOf(event) ?? '';
  };
  keyboard.addEventListener('keydown', onKey, true);
  return () => keyboard.removeEventListener('keydown', onKey, true);
}

function swallow(event: KeyPress): void {
  event.preventDefault();
  event.stopImmediatePropagation();
}
