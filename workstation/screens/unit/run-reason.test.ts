import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chineseReason, reasonsInChinese } from './run-reason.ts';

const processes = ['sampler-run', 'coal-sampling', 'grain-sampling', 'petroleum-sampling', 'coal-preparation'];

/** What the processes of runs give as a reason; in the place of what is filled in stands a 7. */
const given = processes.flatMap((name) => {
  const folder = join(process.cwd(), 'workflows', name);
  return readdirSync(folder)
    .filter((file) => file.endsWith('.ts') && !/\.(test|fixture)\.ts$/.test(file))
    .flatMap((file) => [...readFileSync(join(folder, file), 'utf8').matchAll(/\breason: (?:'([^']+)'|`([^`]+)`)/g)])
    .map(([, whole, filled = '']) => whole ?? filled.replaceAll(/\$\{[^}]*\}/g, '7'));
});

describe('the reason of a run', () => {
  it('is told in Chinese, whatever a process gives; a refused command keeps the words of the plant', () => {
    expect(given.length).toBeGreaterThan(8);
    expect(given.filter((reason) => reason !== '7: 7: 7' && chineseReason(reason) === null)).toEqual([]);
  });

  it('has no Chinese for what no process says any more', () => {
    expect(Object.keys(reasonsInChinese).filter((reason) => !given.includes(reason))).toEqual([]);
  });

  it('keeps the number of a fault or a mode', () => {
    expect(['fault 207', 'mode 3', 'hold: 12: not in this state'].map(chineseReason)).toEqual([
      '设备故障 207',
      '设备不在生产模式（模式 3）',
      null,
    ]);
  });
});
