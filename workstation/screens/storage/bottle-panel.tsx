import { useState } from 'react';
import { api } from '../../api/client.ts';
import { useFormat } from '../../i18n/format.ts';
import { useTold, useWords } from '../../i18n/language.ts';
import { usePlainProblem } from '../../i18n/problems.ts';
import { Button } from '../../kit/button.tsx';
import { CommandDialog } from '../../kit/command-dialog.tsx';
import { Facts, Panel } from '../../kit/page.tsx';
import { useSampleKind } from '../../kit/sample-kind.ts';
import { Table } from '../../kit/table.tsx';
import { useServerTime } from '../../live/use-live.ts';
import { useMay, useNameOf, useSession } from '../../session/session.ts';
import { ActDialog } from './act-dialog.tsx';
import { actsFor, operationOf } from './bottle-acts.ts';
import type { Bottle, BottleAct } from './bottle-acts.ts';
import { BottleMarks } from './bottles.tsx';
import { storageWords } from './words.ts';

const told = [
  'brought', 'stored', 'moved', 'fetched', 'wanted-for-test', 'retention', 'held', 'hold-lifted', 'quarantine-lifted',
  'disposal-proposed', 'disposal-declined', 'disposed', 'used-up',
] as const; // prettier-ignore

/** One bottle with what may be done with it and all that was. */
export function BottlePanel({ bottle, onClose }: { bottle: Bottle; onClose: () => void }) {
  const t = useWords(storageWords);
  const nameOf = useNameOf();
  const inWords = useTold();
  const format = useFormat();
  const kindOf = useSampleKind();
  const plain = usePlainProblem();
  const may = useMay();
  const { id: person, site } = useSession();
  const now = useServerTime();
  const [asked, setAsked] = useState<BottleAct | null>(null);
  const [lifting, setLifting] = useState<number | null>(null);
  const lift = api.useMutation('post', '/api/v1/storage/bottles/{id}/keeping');
  const { slotRefusal } = bottle;
  const refusal = slotRefusal && plain({ ...slotRefusal, title: slotRefusal.message, detail: slotRefusal.message });
  const today = new Intl.DateTimeFormat('sv-SE', { timeZone: site.timeZone }).format(now);
  const acts = actsFor(bottle, person, today).filter((act) => may(operationOf[act]));
  return (
    <Panel title={`${t('bottle')} ${bottle.code}`} aside={<Button onClick={onClose}>{t('close')}</Button>}>
      <BottleMarks bottle={bottle} />
      <Facts
        facts={[
          [t('kind'), kindOf(bottle.kind)],
          [t('place'), bottle.slot ? t('at', bottle.slot) : '–'],
          [t('keepUntil'), bottle.keepUntil ?? t('noEnd')],
          [t('disposableFrom'), bottle.disposableFrom ?? '–'],
          [t('decidedBy'), t(bottle.decidedBy)],
        ]}
      />
      {bottle.slotRefusal && (
        <p role="status">
          <strong>{t('refused')}</strong> {refusal?.what} {refusal?.remedy}
        </p>
      )}
      {bottle.findings.length > 0 && (
        <ul aria-label={t('findings')}>
          {bottle.findings.map((finding) => (
            <li key={finding.code}>
              <strong>{t('findings')}</strong> {inWords(finding)}
            </li>
          ))}
        </ul>
      )}
      {bottle.disposal && (
        <p>
          <strong>{t('proposal')}</strong> {nameOf(bottle.disposal.by)} {format.instant(bottle.disposal.at)}{' '}
          {bottle.disposal.method} {bottle.disposal.reason}{' '}
          {bottle.disposal.notBy === person && t('ownProposal')}
        </p>
      )}
      {bottle.holds.length > 0 && (
        <ul className="storage-holds" aria-label={t('holds')}>
          {bottle.holds.map(({ no, by, at, reason, lifted }) => (
            <li key={no}>
              {t('hold', { no })} {nameOf(by)} {format.instant(at)} {reason}{' '}
              {lifted ? (
                `${t('lifted')} ${nameOf(lifted.by)} ${format.instant(lifted.at)} ${lifted.reason ?? ''}`
              ) : may('keepStoredBottle') ? (
                <Button onClick={() => setLifting(no)}>{t('LIFT_HOLD')}</Button>
              ) : null}
            </li>
          ))}
        </ul>
      )}
      {acts.length > 0 && (
        <div className="storage-acts">
          {acts.map((act) => (
            <Button
              key={act}
              kind={act === 'PUT_AWAY' ? 'primary' : act === 'CONFIRM' ? 'danger' : 'plain'}
              onClick={() => setAsked(act)}
            >
              {t(act)}
            </Button>
          ))}
        </div>
      )}
      <h3>{t('record')}</h3>
      <Table
        caption={t('recordTable')}
        rows={bottle.record.map((line, no) => ({ ...line, no }))}
        keyOf={({ no }) => String(no)}
        columns={[
          { key: 'at', title: t('time'), cell: ({ at }) => format.instant(at) },
          {
            key: 'what',
            title: t('what'),
            cell: ({ what }) => {
              const word = told.find((one) => one === what);
              return word ? t(word) : what;
            },
          },
          { key: 'by', title: t('by'), cell: ({ by }) => nameOf(by) },
          { key: 'place', title: t('place'), cell: ({ slot }) => slot && t('at', slot) },
          {
            key: 'found',
            title: t('found'),
            cell: ({ found }) => found && `${found.seal ?? '–'} · ${found.mass} kg`,
          },
          { key: 'reason', title: t('reason'), cell: ({ reason }) => reason },
        ]}
      />
      {asked !== null && <ActDialog bottle={bottle} act={asked} onClose={() => setAsked(null)} />}
      {lifting !== null && (
        <CommandDialog
          title={`${t('LIFT_HOLD')} · ${bottle.code}`}
          effect={t('liftHoldEffect', { no: lifting })}
          action={t('LIFT_HOLD')}
          onSend={(reason) =>
            lift.mutateAsync({
              params: { path: { id: bottle.id } },
              body: { act: 'LIFT_HOLD', no: lifting, reason },
            })
          }
          onClose={() => setLifting(null)}
        />
      )}
    </Panel>
  );
}
