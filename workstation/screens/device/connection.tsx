import { useFormat } from '../../i18n/format.ts';
import { useWords } from '../../i18n/language.ts';
import { Facts } from '../../kit/page.tsx';
import type { UnitDetail } from '../unit/shapes.ts';
import { deviceWords } from './words.ts';

/** What watches the link to the unit's PLC, and how long its certificates last. */
export function Connection({ unit: { watchdogs, readAt } }: { unit: UnitDetail }) {
  const t = useWords(deviceWords);
  const format = useFormat();
  const { plc, ours, clockDrift_s, certificates } = watchdogs;
  const seen = ours.seen === null ? t('unknown') : t(ours.seen ? 'yes' : 'no');
  return (
    <Facts
      facts={[
        [t('heartbeatPlc'), t('every', { ms: plc.everyMs, lost: plc.lostAfterMs })],
        [t('heartbeatOurs'), `${seen} (${t('everyOnly', { ms: ours.everyMs })})`],
        [t('clockDrift'), `${format.number(clockDrift_s, 1)} s`],
        [t('readAt'), format.instant(readAt)],
        ...certificates.map(
          ({ whose, subject, daysLeft }) =>
            [
              t('certificate', { whose: t(whose === 'plc' ? 'whose.plc' : 'whose.ours') }),
              t('daysLeft', { subject, count: daysLeft }),
            ] as const,
        ),
      ]}
    />
  );
}
