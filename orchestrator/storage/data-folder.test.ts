import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { RefusedError } from '../../workflows/kernel/refusal.ts';
import { claimDataFolder, makeDataFolder } from './data-folder.ts';

const built = pathToFileURL(join(process.cwd(), 'dist/orchestrator/storage/data-folder.js')).href;
let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'quaylab-claim-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const lock = () => join(folder, 'writer.lock');
const refusalOf = (claim: () => unknown) => {
  try {
    claim();
  } catch (error) {
    return error instanceof RefusedError ? error.refusal : error;
  }
  return null;
};

/** Another server on the same folder; resolves when it has the claim. */
async function otherWriter() {
  const script = `import { claimDataFolder, makeDataFolder } from '${built}'; claimDataFolder(process.argv[1]); console.log('claimed'); setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  return {
    pid: child.pid,
    kill: async () => {
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}

it('a claimed folder is refused to a second writer, who is told which folder and whose it is', async () => {
  const other = await otherWriter();
  try {
    const refusal = refusalOf(() => claimDataFolder(folder));
    expect(refusal).toMatchObject({
      code: 'DATA_FOLDER_IN_USE',
      field: 'data',
      message: expect.stringContaining(folder),
    });
    expect(refusal).toMatchObject({ message: expect.stringContaining(String(other.pid)) });
  } finally {
    await other.kill();
  }
});

it('a data folder is made with those above it; where none can be made, the folder is named', () => {
  const below = join(folder, 'a', 'b');
  makeDataFolder(below);
  expect(existsSync(below)).toBe(true);

  const file = join(folder, 'file');
  writeFileSync(file, '');
  for (const within of [file, join(file, 'data')])
    expect(refusalOf(() => makeDataFolder(within))).toMatchObject({
      code: 'DATA_FOLDER_NOT_WRITABLE',
      field: 'data',
      message: expect.stringContaining(within),
    });
});

it('the claim of a writer that was killed is taken over', async () => {
  const other = await otherWriter();
  await other.kill();
  expect(existsSync(lock())).toBe(true);
  const release = claimDataFolder(folder);
  expect(readFileSync(lock(), 'utf8')).toMatch(new RegExp(`^${process.pid} `));
  release();
});

it('a second claim within the same program is refused too', () => {
  const release = claimDataFolder(folder);
  expect(refusalOf(() => claimDataFolder(folder))).toMatchObject({ code: 'DATA_FOLDER_IN_USE' });
  release();
});

it('a claim given back is free, and leaves nothing behind', () => {
  claimDataFolder(folder)();
  expect(readdirSync(folder)).toEqual([]);
  claimDataFolder(folder)();
});

it('makes the folder', () => {
  folder = join(folder, 'deep', 'down');
  const release = claimDataFolder(folder);
  expect(existsSync(lock())).toBe(true);
  release();
});

describe('a number that was given to somebody else since', () => {
  const claimOf = (pid: number, started: string) => writeFileSync(lock(), `${pid} ${started}`);
  const taken = () => {
    const release = claimDataFolder(folder);
    release();
    return true;
  };

  const whereStartsAreKnown = existsSync('/proc/self/stat') ? it : it.skip;
  whereStartsAreKnown('does not hold the folder: it is a stranger of another start [needs /proc]', () => {
    claimOf(process.ppid, 'some-boot:1');
    expect(taken()).toBe(true);
  });

  it.each([
    ['is ourselves, as in a container that was started anew', () => claimOf(process.pid, 'some-boot:1')],
    ['is ourselves, where starts are not known', () => claimOf(process.pid, '')],
    ['nobody has', () => claimOf(2 ** 22 + 1, 'some-boot:1')],
    ['never was one', () => writeFileSync(lock(), 'nonsense')],
    ['was never written down', () => writeFileSync(lock(), '')],
  ])('does not hold the folder: it %s', (_, leave) => {
    leave();
    expect(taken()).toBe(true);
  });

  it('is taken for the writer where starts are not known', () => {
    claimOf(process.ppid, '');
    expect(refusalOf(taken)).toMatchObject({ code: 'DATA_FOLDER_IN_USE' });
  });
});
