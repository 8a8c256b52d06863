import type { Bilingual } from '../../workflows/kernel/bilingual.ts';
import type { ShiftReport } from './model.ts';
import { momentIn, timeFormats } from './sections.ts';

/** What stands above the tables. */
export function headOf(
  report: ShiftReport,
): readonly { readonly label: Bilingual; readonly value: string }[] {
  const moment = momentIn(report.timeZone, timeFormats.full);
  const { shift } = report;
  return [
    { label: { zh: '站点', en: 'Site' }, value: report.site },
    {
      label: { zh: '时间', en: 'Time' },
      value: `${moment(report.from)} – ${moment(report.to)}（${report.timeZone}）`,
    },
    { label: { zh: '班次', en: 'Shift' }, value: shift ? `${shift.name.zh} ${shift.name.en}` : '—' },
    { label: { zh: '编制', en: 'Drawn up' }, value: `${moment(report.madeAt)} ${report.madeBy}` },
  ];
}
