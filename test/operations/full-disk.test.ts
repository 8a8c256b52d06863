import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { verifyJournal } from '../../orchestrator/engine/audit.ts';
import { openBench } from '../../orchestrator/engine/testing/workbench.ts';
import { logDestination } from '../../orchestrator/observability/log-destination.ts';
import { createLog } from '../../orchestrator/observability/log.ts';
import { openJournalReader } from '../../orchestrator/storage/embedded/journal-reader.ts';
import { openEmbeddedJournal } from '../../orchestrator/storage/embedded/journal.ts';
import { processId } from '../../workflows/kernel/brand.ts';
import { run } from '../support/foreign-programs.ts';

/** So often the disk is filled and given room again. */
const times = 20;
const size = '12m';
/** In each round many are asked for at once, so that small and large batches meet the end of the disk. */
const [atOnce, mostRounds] = [40, 50];

function mounted(): { readonly folder: string; readonly unmount: () => void } | string {
  const folder = mkdtempSync(join(tmpdir(), 'quaylab-full-'));
  try {
    run('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', folder]);
  } catch (error) {
    rmSync(folder, { recursive: true });
    return `no small file system can be mounted: ${(error as Error).message.trim()}`;
  }
  return {
    folder,
    unmount: () => {
      // Lazily: a closed connection gives its files back only when it is collected.
      run('umount', ['-l', folder]);
      rmSync(folder, { recursive: true });
    },
  };
}

const disk = mounted();
const itOnSmallDisk = typeof disk === 'string' ? it.skip : it;
if (typeof disk === 'string') process.stderr.write(`SKIPPED "the disk is full": ${disk}\n`);
const folder = typeof disk === 'string' ? '' : disk.folder;
afterAll(() => {
  if (typeof disk !== 'string') disk.unmount();
});

const load = 'x'.repeat(1000);
/** More than the last pages of a full disk. */
const longLine = 'y'.repeat(100_000);

/** Takes what is free, to the last page. Gives it back when it is called. */
function filled(): () => void {
  const file = join(folder, 'filler');
  for (const chunk of [1_000_000, 4096]) {
    try {
      for (;;) appendFileSync(file, Buffer.alloc(chunk));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
    }
  }
  return () => rmSync(file);
}

itOnSmallDisk(
  `a disk that is full ${times} times loses nothing that was acknowledged, takes nothing else, and is written to again once it has room`,
  async () => {
    const [file, logFile] = [join(folder, 'journal.db'), join(folder, 'server.log')];
    const journal = await openEmbeddedJournal(file);
    const bench = openBench({ journal });
    const log = createLog('info', logDestination(logFile));
    const taken = new Set<string>();
    const refused = new Map<string, string>();
    const add = async (time: number, id: string) => {
      const event = { type: 'add', n: 1, load } as { type: string };
      await bench.fact(id, event, processId(`pot/${time}`)).then(
        () => taken.add(id),
        (error: Error) => refused.set(id, error.message),
      );
    };
    for (let time = 1; time <= times; time += 1) {
      await bench.start(processId(`pot/${time}`));
      const giveRoom = filled();
      for (let round = 0; refused.size < atOnce && round < mostRounds; round += 1) {
        const count = (round + time) % 2 === 0 ? 1 : atOnce;
        await Promise.all(Array.from({ length: count }, (_, no) => add(time, `${time}/${round}/${no}`)));
      }
      expect(refused.size).toBeGreaterThanOrEqual(atOnce);
      expect([...new Set(refused.values())]).toEqual([expect.stringMatching(/^SQLITE_FULL: /)]);
      log.info(`${time} ${longLine}`);
      const during = openJournalReader(file);
      expect(await verifyJournal(during)).toMatchObject({ intact: true, entries: taken.size + time });
      during.close();

      giveRoom();
      const again = [...refused.keys()];
      refused.clear();
      await Promise.all(again.map((id) => add(time, id)));
      expect([...refused.values()]).toEqual([]);
    }
    const sums = Array.from(
      { length: times },
      async (_, no) => (await bench.context(processId(`pot/${no + 1}`))).sum,
    );
    expect((await Promise.all(sums)).reduce((sum, each) => sum + each)).toBe(taken.size);
    await bench.engine.stop();
    // As it may be when a server is stopped because its disk is full.
    const giveRoom = filled();
    await journal.close();
    giveRoom();

    const afterwards = await openEmbeddedJournal(file);
    const recorded = (await afterwards.tail(0, 100_000))
      .map(({ inputId }) => inputId)
      .filter((id) => id !== 'start');
    expect(await verifyJournal(afterwards)).toMatchObject({ intact: true, entries: recorded.length + times });
    expect(recorded.sort()).toEqual([...taken].sort());
    await afterwards.close();
    log.info('there is room');
    const lines = readFileSync(logFile, 'utf8').trimEnd().split('\n');
    const said = lines.map((line) => (JSON.parse(line) as { msg: string }).msg.split(' ')[0]);
    expect(said).toEqual([...Array.from({ length: times }, (_, no) => String(no + 1)), 'there']);
  },
);
