import type { Schemas } from '../../api/client.ts';
import { useFormat } from '../../i18n/format.ts';
import { useTold, useWords } from '../../i18n/language.ts';
import { Tag } from '../../kit/marks.tsx';
import { Empty, Facts, Panel } from '../../kit/page.tsx';
import { Table } from '../../kit/table.tsx';
import { useNameOf } from '../../session/session.ts';
import { nameOf, useChoices } from '../consignments/choices.ts';
import { reportsWords } from './words.ts';

type ShiftReport = Schemas['ShiftReport'];

type Part<K extends keyof ShiftReport> = Readonly<Record<K, NonNullable<ShiftReport[K]>>>;

export function AlarmsOfShift({ alarms }: Part<'alarms'>) {
  const personOf = useNameOf();
  const t = useWords(reportsWords);
  const told = useTold();
  const format = useFormat();
  const { longest, floods, shelved } = alarms;
  return (
    <Panel title={t('alarms')}>
      <Facts
        facts={[
          [t('raised'), format.number(alarms.raised)],
          [t('open'), format.number(alarms.open)],
          [
            t('longest'),
            longest
              ? t('longestValue', { alarm: told(longest.message), unit: longest.unit ?? '—', span: format.span(longest.minutes * 60) })
              : t('none'),
          ],
          [
            t('floods'),
            floods.length === 0
              ? t('none')
              : floods.map(({ from, raised }) => t('floodValue', { from: format.instant(from), count: raised })).join('；'),
          ],
          [
            t('shelvedNow'),
            shelved.length === 0 ? (
              t('none')
            ) : (
              <ul key="shelved">
                {shelved.map(({ id, message, by, until, reason }) => (
                  <li key={id}>{t('shelvedValue', { alarm: told(message), by: personOf(by), until: format.instant(until), reason })}</li>
                ))}
              </ul>
            ),
          ],
        ]}
      />
    </Panel>
  );
}

export function CertificatesOfShift({ certificates }: Part<'certificates'>) {
  const t = useWords(reportsWords);
  const told = useTold();
  const format = useFormat();
  return (
    <Panel title={t('certificates')}>
      {certificates.length === 0 ? (
        <Empty>{t('noCertificates')}</Empty>
      ) : (
        <Table
          caption={t('certificates')}
          keyOf={({ what, number }) => `${what} ${number}`}
          rows={certificates}
          columns={[
            { key: 'at', title: t('at'), cell: ({ at }) => format.instant(at) },
            { key: 'status', title: t('status'), cell: ({ what }) => t(`certificate.${what}`) },
            { key: 'number', title: t('number'), cell: ({ number }) => number },
            { key: 'kind', title: t('kind'), cell: ({ kind }) => told(kind.title) },
            { key: 'declaration', title: t('declarationNo'), cell: ({ declarationNo }) => declarationNo },
            { key: 'by', title: t('by'), cell: ({ by }) => by ?? '—' },
          ]}
        />
      )}
    </Panel>
  );
}

export function QuarantineOfShift({ findings }: Part<'findings'>) {
  const t = useWords(reportsWords);
  const told = useTold();
  const { findings: named } = useChoices();
  const format = useFormat();
  return (
    <Panel title={t('quarantine')}>
      {findings.length === 0 ? (
        <Empty>{t('noQuarantine')}</Empty>
      ) : (
        <Table
          caption={t('quarantine')}
          keyOf={({ declarationNo, at, finding }) => `${declarationNo} ${at} ${finding}`}
          rows={findings}
          columns={[
            { key: 'at', title: t('at'), cell: ({ at }) => format.instant(at) },
            { key: 'declaration', title: t('declarationNo'), cell: ({ declarationNo }) => declarationNo },
            { key: 'finding', title: t('finding'), cell: ({ finding }) => nameOf(named, finding, told) },
            { key: 'remark', title: t('remark'), cell: ({ remark }) => remark },
            { key: 'by', title: t('by'), cell: ({ by }) => by },
            {
              key: 'status',
              title: t('status'),
              cell: ({ settled }) => (settled ? t('isSettled') : <Tag tone="attention">{t('notSettled')}</Tag>),
            },
          ]}
        />
      )}
    </Panel>
  );
}

export function PlantOfShift({ plant }: Part<'plant'>) {
  const t = useWords(reportsWords);
  const format = useFormat();
  const span = (minutes: number) => (minutes === 0 ? '0' : format.span(minutes * 60));
  return (
    <Panel title={t('plant')}>
      {plant.length === 0 ? (
        <Empty>{t('noPlant')}</Empty>
      ) : (
        <Table
          caption={t('plant')}
          keyOf={({ unit }) => unit}
          rows={plant}
          columns={[
            { key: 'unit', title: t('unit'), cell: ({ unit }) => unit },
            { key: 'down', title: t('down'), number: true, cell: ({ down_min }) => span(down_min) },
            { key: 'held', title: t('heldTime'), number: true, cell: ({ held_min }) => span(held_min) },
            { key: 'unreachable', title: t('unreachable'), number: true, cell: ({ unreachable_min }) => span(unreachable_min) },
            { key: 'unknown', title: t('unknownTime'), number: true, cell: ({ unknown_min }) => span(unknown_min) },
          ]}
        />
      )}
    </Panel>
  );
}
