import type { AlarmCatalogue } from '../../config/alarms/load.ts';
import type { Bilingual } from '../../workflows/kernel/bilingual.ts';

/** The alarms of a catalogue as the Markdown tables of docs/operations.md, most urgent first. */
export function alarmTables({ conditions, faultFamilies, faults }: AlarmCatalogue): readonly string[] {
  const rows = Object.entries(conditions).sort(([, a], [, b]) => a.priority - b.priority);
  const families = faultFamilies.map(({ from, to, name, priority, response }) =>
    row(`${from}–${to}`, both(name), String(priority), response ? both(response) : ''),
  );
  const named = faults.flatMap(({ code, name, response }) =>
    response ? [row(String(code), both(name), '', both(response))] : [],
  );
  return [
    ...head('alarm', 'priority', 'stands until', 'what follows 后果', 'what to do 处理'),
    ...rows.map(([code, { priority, kind, consequence, response }]) =>
      row(
        `\`${code}\``,
        String(priority),
        kind === 'lasting' ? 'its cause is gone' : 'it is acknowledged',
        both(consequence),
        both(response),
      ),
    ),
    '',
    ...head('fault of a unit', 'what', 'priority', 'what to do 处理'),
    ...families,
    ...named,
  ];
}

const head = (...columns: readonly string[]): readonly string[] => [
  row(...columns),
  row(...columns.map(() => '---')),
];
const row = (...cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
const both = ({ zh, en }: Bilingual): string => `${en}<br>${zh}`;
