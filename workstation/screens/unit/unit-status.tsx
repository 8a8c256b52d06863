import { useTold, useWords } from '../../i18n/language.ts';
import { Tag } from '../../kit/marks.tsx';
import { Panel } from '../../kit/page.tsx';
import { useLink, useUnitValues } from '../../live/use-live.ts';
import { useUnitLive } from '../../live/use-tag.ts';
import { useMay } from '../../session/session.ts';
import { Interlocks } from './interlocks.tsx';
import type { UnitDetail } from './shapes.ts';
import { UnitAlarms } from './unit-alarms.tsx';
import { UnitState } from './unit-state.tsx';
import { unitWords } from './words.ts';

const reasons = ['never-connected', 'link-lost', 'heartbeat-lost', 'subscription-silent'] as const;

/** State, fault, what blocks, alarms: side by side above the mimic. */
export function UnitStatus({ unit }: { unit: UnitDetail }) {
  const t = useWords(unitWords);
  const told = useTold();
  const may = useMay();
  const live = useUnitLive(unit.unit);
  const link = useLink();
  const why = useUnitValues(unit.unit)?.reason ?? unit.reason;
  const reason = reasons.find((each) => each === why);
  const { fault } = unit;
  return (
    <div className="unit-status">
      <Panel title={t('state')} aside={unit.place && <span className="secondary">{told(unit.place)}</span>}>
        <UnitState unit={unit} />
        {!live && link.state === 'live' && (
          <p className="unit-unknown" role="status">
            {t('notLive', { reason: reason ? t(`reason.${reason}`) : (why ?? '?') })}
          </p>
        )}
        {live && fault && fault.code !== 0 && (
          <p>
            <Tag tone="bad">{`▲ ${t('faultCode', { code: fault.code })}`}</Tag>{' '}
            {fault.title && told(fault.title)}{' '}
            {fault.classTitle && <span className="secondary">{told(fault.classTitle)}</span>}
            {fault.firstOutTitle && (
              <>
                {' '}
                {t('firstOut')}: {told(fault.firstOutTitle)}
              </>
            )}
          </p>
        )}
        {live && fault?.code === 0 && <p className="secondary">{t('faultNone')}</p>}
      </Panel>
      <Panel title={t('interlocks')}>
        <Interlocks unit={unit} all={false} />
      </Panel>
      {may('listAlarms') && (
        <Panel title={t('alarms')}>
          <UnitAlarms unit={unit.unit} />
        </Panel>
      )}
    </div>
  );
}
