import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { verifyJournal } from '../../orchestrator/engine/audit.ts';
import { openEmbeddedJournal } from '../../orchestrator/storage/embedded/journal.ts';

const kills = 10;
/** How long a writer may go on after its first commit, ms; a different moment of its work each time. */
const moment = () => Math.random() * 150;

/** Lets a program append until it is killed; the last position it was sure of. */
async function appendUntilKilled(file: string): Promise<number> {
  const child = spawn(
    process.execPath,
    [join(process.cwd(), 'test/support/engine/append-forever.mjs'), file],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  let said = '';
  child.stdout.on('data', (text: Buffer) => (said += text.toString()));
  const closed = once(child, 'close');
  await Promise.race([once(child.stdout, 'data'), closed]);
  await sleep(moment());
  child.kill('SIGKILL');
  await closed;
  // What follows the last line feed was cut off in the middle.
  return Number(said.slice(0, said.lastIndexOf('\n')).split('\n').at(-1));
}

it(`every acknowledged entry is there after ${kills} times kill -9, in an unbroken chain`, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'quaylab-kill-'));
  const file = join(folder, 'journal.db');
  let before = 0;
  for (let kill = 0; kill < kills; kill += 1) {
    const acknowledged = await appendUntilKilled(file);
    expect(acknowledged).toBeGreaterThan(before);
    const journal = await openEmbeddedJournal(file);
    const report = await verifyJournal(journal);
    await journal.close();
    expect(report).toMatchObject({ intact: true });
    before = report.intact ? report.entries : 0;
    expect(before).toBeGreaterThanOrEqual(acknowledged);
  }
  rmSync(folder, { recursive: true, force: true });
});
