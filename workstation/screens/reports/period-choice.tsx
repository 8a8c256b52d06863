import type { Schemas } from '../../api/client.ts';
import { useSearchParams } from 'react-router';
import { portDay, portInstant, dayAfter } from '../../i18n/port-day.ts';
import { useFormat } from '../../i18n/format.ts';
import { useTold, useWords } from '../../i18n/language.ts';
import { DayField } from '../../kit/day-field.tsx';
import { Select } from '../../kit/field.tsx';
import { reportsWords } from './words.ts';

type ShiftReport = Schemas['ShiftReport'];

/** Chooses a shift of those the server names, or a whole day. */
export function PeriodChoice({ report, chosen }: { report: ShiftReport; chosen: string | null }) {
  const t = useWords(reportsWords);
  const told = useTold();
  const format = useFormat();
  const [, setQuery] = useSearchParams();
  const { shifts, timeZone } = report;
  const isShift = shifts.some(({ from, to }) => from === report.from && to === report.to);
  const now = Date.parse(report.madeAt);
  const choose = (from: string, to: string) => setQuery(Date.parse(to) > now ? { from } : { from, to }, { replace: true });
  const chooseShift = (from: string) => {
    const shift = shifts.find((each) => each.from === from);
    if (shift) choose(shift.from, shift.to);
    else setQuery({}, { replace: true });
  };
  const chooseDay = (day: string) => {
    if (day !== '') choose(portInstant(day, '00:00', timeZone), portInstant(dayAfter(day), '00:00', timeZone));
  };
  const other = chosen !== null && !isShift;
  return (
    <div className="reports-period no-print">
      <Select
        label={t('shift')}
        value={chosen === null ? '' : report.from}
        onChange={chooseShift}
        options={[
          { value: '', label: t('currentShift') },
          ...(other ? [{ value: report.from, label: t('otherPeriod') }] : []),
          ...shifts
            .filter(({ from }) => !other || from !== report.from)
            .map(({ name, from }) => ({ value: from, label: t('shiftAt', { name: told(name), from: format.instant(from) }) })),
        ]}
      />
      <DayField
        label={t('day')}
        value={portDay(Date.parse(report.from), timeZone)}
        max={portDay(now, timeZone)}
        onChange={chooseDay}
      />
    </div>
  );
}
