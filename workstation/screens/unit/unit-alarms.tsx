import { Link } from 'react-router';
import { api } from '../../api/client.ts';
import { useFormat } from '../../i18n/format.ts';
import { useTold, useWords } from '../../i18n/language.ts';
import { AlarmMark, Tag } from '../../kit/marks.tsx';
import { useLink } from '../../live/use-live.ts';
import { worstFirst } from '../alarms/worst-first.ts';
import { unitWords } from './words.ts';

/** The alarms of a unit, worst first, each with what to do. */
export function UnitAlarms({ unit }: { unit: string }) {
  const t = useWords(unitWords);
  const told = useTold();
  const format = useFormat();
  const link = useLink();
  const alarms = api.useQuery('get', '/api/v1/alarms');
  if (alarms.data === undefined || link.state !== 'live')
    return <p className="unit-unknown">{t('alarmsUnknown')}</p>;
  const here = worstFirst(alarms.data.items.filter((alarm) => alarm.unit === unit));
  if (here.length === 0) return <p className="secondary">{t('alarmsNone')}</p>;
  return (
    <ul className="unit-list">
      {here.map(({ id, priority, state, message, response, raisedAt, firstOut }) => (
        <li key={id}>
          <span>
            <AlarmMark priority={priority} unacknowledged={state.endsWith('unacknowledged')} />{' '}
            {format.time(raisedAt)} <Link to="/alarms">{told(message)}</Link>{' '}
            {firstOut && <Tag tone="attention">{t('firstOut')}</Tag>}
          </span>
          <span className="secondary">{told(response)}</span>
        </li>
      ))}
    </ul>
  );
}
