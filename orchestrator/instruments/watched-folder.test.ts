import { appendFile, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { ok, refuse } from '../../workflows/kernel/refusal.ts';
import { caller } from '../services/testing/house.ts';
import { largestResultFile } from './import.ts';
import type { ImportReport } from './import.ts';
import { WatchedFolder } from './watched-folder.ts';

const sha256 = 'ab'.repeat(32);
const report: ImportReport = {
  instrument: 'tga',
  sha256,
  analyst: 'analyst1',
  status: 'taken',
  determinations: 1,
  entered: 1,
  before: 0,
  faults: [],
};
const fault = { line: 2, field: 'Result', code: 'NOT_A_NUMBER', message: 'No number.', remedy: 'Look.' };
const refused: ImportReport = { ...report, status: 'refused', entered: 0, faults: [fault] };

describe('a watched folder', () => {
  let folder: string;
  let taken: string[];
  let lines: string[];
  let answer: () => ImportReport;
  let watched: WatchedFolder;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'quaylab-results-'));
    [taken, lines, answer] = [[], [], () => report];
    watched = new WatchedFolder({
      instrument: 'tga',
      folder,
      analyst: caller('analyst1'),
      results: {
        take: async (by, instrument, bytes) => {
          const value = answer();
          taken.push(`${by.id} ${instrument} ${bytes.toString()}`);
          return instrument === 'tga'
            ? ok(value)
            : refuse({ code: 'INSTRUMENT_NOT_FOUND', message: '', remedy: '' });
        },
      },
      log: pino({ level: 'info' }, { write: (line: string) => lines.push(line) }),
    });
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const write = (name: string, text: string) => writeFile(join(folder, name), text);
  const reportOf = async (place: string, name: string) =>
    JSON.parse(await readFile(join(folder, place, name), 'utf8')) as object;

  it('takes a file that stands still between two looks, and lays it aside with its report', async () => {
    await write('run.csv', 'results');
    await watched.look();
    expect(taken).toEqual([]);
    await watched.look();
    await watched.look();
    expect(taken).toEqual(['analyst1 tga results']);
    expect(await readdir(folder)).toEqual(['taken']);
    expect((await readdir(join(folder, 'taken'))).sort()).toEqual([
      'abababababab-run.csv',
      'abababababab-run.csv.report.json',
    ]);
    expect(await readFile(join(folder, 'taken', 'abababababab-run.csv'), 'utf8')).toBe('results');
    expect(await reportOf('taken', 'abababababab-run.csv.report.json')).toEqual({
      file: 'run.csv',
      ...report,
    });
  });

  it('waits for a file that is still being written', async () => {
    for (const part of ['re', 'su', 'lts']) {
      await appendFile(join(folder, 'slow.csv'), part);
      await watched.look();
    }
    expect(taken).toEqual([]);
    await watched.look();
    expect(taken).toEqual(['analyst1 tga results']);
  });

  it('lays aside what was refused, with the reasons, and what was taken in part', async () => {
    for (const status of ['refused', 'partly-taken'] as const) {
      answer = () => ({ ...refused, status });
      await write(`${status}.csv`, 'results');
      await watched.look();
      await watched.look();
      expect(await reportOf('refused', `abababababab-${status}.csv.report.json`)).toMatchObject({
        file: `${status}.csv`,
        status,
        faults: [fault],
      });
    }
    expect(await readdir(folder)).toEqual(['refused']);
  });

  it('leaves a file where it is when the house cannot take it now, says so once, and takes it later', async () => {
    await write('run.csv', 'results');
    answer = () => {
      throw new Error('the server is stopping');
    };
    for (let looks = 0; looks < 4; looks++) await watched.look();
    expect(await readdir(folder)).toEqual(['run.csv']);
    expect(lines.filter((line) => line.includes('the server is stopping'))).toHaveLength(1);
    answer = () => report;
    await watched.look();
    expect(await readdir(folder)).toEqual(['taken']);
  });

  it('keeps no other file waiting for one that fails', async () => {
    await write('a.csv', 'results');
    await write('b.csv', 'results');
    let calls = 0;
    answer = () => {
      if (calls++ === 0) throw new Error('broken');
      return report;
    };
    await watched.look();
    await watched.look();
    expect(await readdir(folder)).toEqual(['a.csv', 'taken']);
  });

  it('does not read what is too large', async () => {
    await write('huge.csv', '');
    await truncate(join(folder, 'huge.csv'), largestResultFile + 1);
    await watched.look();
    await watched.look();
    expect(taken).toEqual([]);
    expect(await reportOf('refused', 'unread-huge.csv.report.json')).toMatchObject({
      sha256: null,
      faults: [{ code: 'FILE_TOO_LARGE' }],
    });
  });

  it('leaves hidden files alone, and waits for a folder that is not there', async () => {
    await write('.run.csv.part', 'results');
    await watched.look();
    await watched.look();
    expect(await readdir(folder)).toEqual(['.run.csv.part']);
    await rm(folder, { recursive: true });
    await watched.look();
    expect(lines.join('')).toContain('ENOENT');
  });

  it('names no file in the log: people write what they like into a name', async () => {
    answer = () => refused;
    await write('MV Example Star.csv', 'results');
    await watched.look();
    await watched.look();
    expect(lines).toHaveLength(1);
    expect(lines.join('')).not.toContain('Example');
  });

  it('stops after the look under way', async () => {
    await write('run.csv', 'results');
    await watched.look();
    watched.start();
    const last = watched.look();
    await watched.stop();
    await last;
    expect(await readdir(folder)).toEqual(['taken']);
  });
});
