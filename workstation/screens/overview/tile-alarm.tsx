import { Link } from 'react-router';
import { api } from '../../api/client.ts';
import { useTold, useWords } from '../../i18n/language.ts';
import { AlarmMark } from '../../kit/marks.tsx';
import { useLink } from '../../live/use-live.ts';
import { useMay } from '../../session/session.ts';
import { worstFirst } from '../alarms/worst-first.ts';
import { overviewWords } from './words.ts';

/** The worst alarm of a unit that is not shelved. That there is none, and that none is known of, look different. */
export function TileAlarm({ unit }: { unit: string }) {
  const t = useWords(overviewWords);
  const told = useTold();
  const link = useLink();
  const may = useMay();
  const alarms = api.useQuery('get', '/api/v1/alarms', undefined, { enabled: may('listAlarms') });
  if (!may('listAlarms')) return null;
  if (alarms.data === undefined || link.state !== 'live')
    return <p className="overview-unknown">{t('alarmsUnknown')}</p>;
  const [worst] = worstFirst(
    alarms.data.items.filter((alarm) => alarm.unit === unit && alarm.state !== 'shelved'),
  );
  if (!worst) return <p className="secondary">{t('noAlarm')}</p>;
  return (
    <p className="overview-alarm">
      <AlarmMark priority={worst.priority} unacknowledged={worst.state !== 'acknowledged'} />{' '}
      <Link to="/alarms">{told(worst.message)}</Link>
    </p>
  );
}
