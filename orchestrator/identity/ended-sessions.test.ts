import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbeddedPrivateFiles } from '../storage/embedded/private-files.ts';
import { openEndedSessions } from './ended-sessions.ts';

it('remembers after a restart who logged out, until the token is refused anyway', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'quaylab-sessions-'));
  try {
    const clock = { now: new Date('2026-05-04T00:00:00Z') };
    const open = () => openEndedSessions(openEmbeddedPrivateFiles(folder), () => clock.now);
    await open().add({ id: 'early', expiresAt: new Date('2026-05-04T01:00:00Z') });
    clock.now = new Date('2026-05-04T01:00:59Z');
    await open().add({ id: 'later', expiresAt: new Date('2026-05-04T08:00:00Z') });
    expect(['early', 'later', 'other'].map((id) => open().until(id)?.toISOString())).toEqual([
      '2026-05-04T01:00:00.000Z',
      '2026-05-04T08:00:00.000Z',
      undefined,
    ]);
    clock.now = new Date('2026-05-04T01:01:00Z');
    await open().add({ id: 'last', expiresAt: new Date('2026-05-04T08:00:00Z') });
    const file = join(folder, 'secrets', 'ended-sessions.json');
    expect(Object.keys(JSON.parse(readFileSync(file, 'utf8')) as object)).toEqual(['later', 'last']);
    expect(statSync(file).mode & 0o077).toBe(0);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
