import { Link } from 'react-router';
import { api } from '../../api/client.ts';
import type { Schemas } from '../../api/client.ts';
import { useFormat } from '../../i18n/format.ts';
import { useTold, useWords } from '../../i18n/language.ts';
import { Button } from '../../kit/button.tsx';
import { AlarmMark, Tag } from '../../kit/marks.tsx';
import { Age } from '../../kit/live-value.tsx';
import { ProblemNote } from '../../kit/problem-note.tsx';
import { useMay, useNameOf } from '../../session/session.ts';
import { whereOf } from './where-of.ts';
import { alarmsWords } from './words.ts';

export type Alarm = Schemas['Alarm'];

interface Props {
  alarm: Alarm;
  /** False: what is shown is from before; nothing can be done about it now. */
  current: boolean;
  onShelve: (alarm: Alarm) => void;
  onUnshelve: (alarm: Alarm) => void;
}

/** One alarm: what it is, what to do, what follows if nobody does, and who has seen it. */
export function AlarmRow({ alarm, current, onShelve, onUnshelve }: Props) {
  const t = useWords(alarmsWords);
  const told = useTold();
  const format = useFormat();
  const may = useMay();
  const nameOf = useNameOf();
  const acknowledge = api.useMutation('post', '/api/v1/alarms/{id}/acknowledge');
  const { id, state, clearedAt, acknowledged, shelved } = alarm;
  const message = told(alarm.message);
  const unseen = acknowledged === null && state !== 'normal';
  const unitPath = alarm.unit !== null && may('listUnits') ? `/units/${alarm.unit}` : null;
  return (
    <li className={`alarms-row p${alarm.priority}`}>
      <AlarmMark priority={alarm.priority} unacknowledged={current && unseen && state !== 'shelved'} />
      <div className="alarms-when">
        <time dateTime={alarm.raisedAt}>{format.instant(alarm.raisedAt)}</time>
        {clearedAt === null && <Age since={alarm.raisedAt} />}
        {alarm.occurrences > 1 && <span className="secondary">{t('times', { count: alarm.occurrences })}</span>}
      </div>
      <div className="alarms-unit">
        {unitPath === null ? <strong>{alarm.unit ?? '—'}</strong> : <Link to={unitPath}>{alarm.unit}</Link>}
        {alarm.firstOut && <Tag tone="attention">{t('firstOut')}</Tag>}
      </div>
      <div className="alarms-text">
        <h2>{message}</h2>
        <p>
          <span className="secondary">{t('todo')}</span> {told(alarm.response)}
        </p>
        <p>
          <span className="secondary">{t('consequence')}</span> {told(alarm.consequence)}
        </p>
        {acknowledged && <p className="secondary">{t('acknowledgedBy', { by: nameOf(acknowledged.id), at: format.instant(acknowledged.at) })}</p>}
        {shelved && (
          <p className="secondary">{t('shelvedBy', { by: nameOf(shelved.id), until: format.instant(shelved.until), reason: shelved.reason })}</p>
        )}
        {state === 'normal' && clearedAt !== null && (
          <p className="secondary">
            {t('raisedAndCleared', {
              from: format.time(alarm.raisedAt),
              to: format.time(clearedAt),
              span: format.span((Date.parse(clearedAt) - Date.parse(alarm.raisedAt)) / 1000),
            })}
          </p>
        )}
        <p className="alarms-ways">
          {whereOf(alarm, may).map(({ kind, to, code }) => (
            <Link key={kind} to={to}>
              {t(kind, { code })}
            </Link>
          ))}
          <code className="secondary">{id}</code>
        </p>
        {acknowledge.error !== null && <ProblemNote problem={acknowledge.error} />}
      </div>
      <Tag tone={unseen && state !== 'shelved' ? 'attention' : 'plain'}>{t(`state.${state}`)}</Tag>
      <div className="alarms-acts no-print">
        {unseen && state !== 'shelved' && may('acknowledgeAlarm') && (
          <Button
            kind="primary"
            disabled={!current}
            pending={acknowledge.isPending}
            aria-label={t('acknowledgeThis', { alarm: message })}
            onClick={() => acknowledge.mutate({ params: { path: { id } } })}
          >
            {t('acknowledge')}
          </Button>
        )}
        {state !== 'shelved' && state !== 'normal' && may('shelveAlarm') && (
          <Button disabled={!current} aria-label={t('shelveThis', { alarm: message })} onClick={() => onShelve(alarm)}>
            {t('shelve')}
          </Button>
        )}
        {state === 'shelved' && may('unshelveAlarm') && (
          <Button disabled={!current} aria-label={t('unshelveThis', { alarm: message })} onClick={() => onUnshelve(alarm)}>
            {t('unshelve')}
          </Button>
        )}
      </div>
    </li>
  );
}
