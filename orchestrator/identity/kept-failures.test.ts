import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '../engine/testing/workbench.ts';
import { openEmbeddedPrivateFiles } from '../storage/embedded/private-files.ts';
import type { PrivateFiles } from '../storage/ports.ts';
import { openKeptFailures } from './kept-failures.ts';
import { createLockout, perAccount } from './lockout.ts';

describe('who is held back', () => {
  const folder = mkdtempSync(join(tmpdir(), 'quaylab-held-back-'));
  const file = join(folder, 'secrets', 'held-back.json');
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const clock = { now: new Date('2026-05-04T08:00:00Z') };
  const warned: string[] = [];
  /** As a start, or a node that takes over, opens it. */
  const open = (files: PrivateFiles = openEmbeddedPrivateFiles(folder)) => {
    const terms = {
      isKept: (key: string) => key === 'user li',
      clock: () => clock.now,
      log: { warn: (_: unknown, text?: string) => void warned.push(text ?? '') },
    };
    return createLockout(perAccount, () => clock.now, openKeptFailures(files, terms));
  };
  const kept = () => Object.keys(JSON.parse(readFileSync(file, 'utf8')) as object);
  const fail = (lockout: ReturnType<typeof open>, key: string, times: number) => {
    for (let time = 0; time < times; time += 1) lockout.failed(key);
  };

  it('is so after a restart as well, for as long as before; who is not, and who does not exist, leaves no trace', async () => {
    const before = open();
    fail(before, 'user li', perAccount.freeFailures + 1);
    fail(before, 'user made-up', perAccount.freeFailures + 1);
    await eventually(() => open().wait('user li') === 60);
    expect(kept()).toEqual(['user li']);
    expect(statSync(file).mode & 0o077).toBe(0);
    clock.now = new Date('2026-05-04T08:00:20Z');
    const after = open();
    expect([after.wait('user li'), before.wait('user li'), after.wait('user made-up')]).toEqual([40, 40, 0]);
    clock.now = new Date('2026-05-04T08:01:00Z');
    expect(after.wait('user li')).toBe(0);
    after.failed('user li');
    await eventually(() => open().wait('user li') === 120);
    after.succeeded('user li');
    await eventually(() => kept().length === 0);
    expect(open().wait('user li')).toBe(0);
  });

  it('waits no longer because another machine’s clock was ahead', async () => {
    const ahead = open();
    clock.now = new Date('2026-05-04T12:00:00Z');
    fail(ahead, 'user li', perAccount.freeFailures);
    await eventually(() => kept().length === 1);
    clock.now = new Date('2026-05-04T09:00:00Z');
    expect(open().wait('user li')).toBe(perAccount.firstWait);
  });

  it('is held back all the same where that cannot be written, and the log says so', async () => {
    const files = {
      ...openEmbeddedPrivateFiles(folder),
      read: () => null,
      write: () => Promise.reject(new Error('no space left')),
    };
    const lockout = open(files);
    fail(lockout, 'user li', perAccount.freeFailures);
    expect(lockout.wait('user li')).toBe(perAccount.firstWait);
    await eventually(() => warned.length === 1);
  });
});
