import { simulatorFaults } from './simulator-command.ts';

describe('quaylab simulator faults', () => {
  const printed = (options: { unit?: string; json?: boolean }): string[] => {
    const lines: string[] = [];
    simulatorFaults(options, (line) => lines.push(line));
    return lines;
  };

  it('lists one fault a line with the deed that begins it, of all units or of one', () => {
    const [heads, ...rows] = printed({ unit: 'PI-01' });
    expect(heads).toContain('fault');
    expect(rows.every((row) => row.startsWith('PI-01'))).toBe(true);
    const probe = rows.find((row) => row.includes(' 3401 '));
    expect(JSON.parse(probe?.slice(probe.indexOf('{')) ?? '')).toEqual({ do: 'disturb', unit: 'PI-01', what: 'probe', stands: true });
    expect(printed({}).length).toBeGreaterThan(4 * rows.length);
  });

  it('gives them as JSON, with what ends them', () => {
    const faults = JSON.parse(printed({ unit: 'CP-01', json: true }).join('')) as { name: string; code: number | null; end: unknown }[];
    expect(faults.find(({ name }) => name === 'label')).toMatchObject({
      code: 6601,
      end: { do: 'disturb', unit: 'CP-01', what: 'label', stands: false },
    });
    expect(faults.find(({ name }) => name === 'power')?.end).toBeNull();
  });

  it('refuses a unit there is not', () => {
    expect(() => printed({ unit: 'XX-01' })).toThrow('UNIT_UNKNOWN');
  });
});
