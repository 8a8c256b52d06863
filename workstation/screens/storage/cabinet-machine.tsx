import { useState } from 'react';
import { api } from '../../api/client.ts';
import type { Schemas } from '../../api/client.ts';
import { useFormat } from '../../i18n/format.ts';
import { useWords } from '../../i18n/language.ts';
import { usePlainProblem } from '../../i18n/problems.ts';
import { Button } from '../../kit/button.tsx';
import { CommandDialog } from '../../kit/command-dialog.tsx';
import { useMay, useNameOf } from '../../session/session.ts';
import { storageWords } from './words.ts';

type Cabinet = Schemas['StorageCabinet'];
type Act =
  | { readonly act: 'SCAN' }
  | { readonly act: 'SETTLE'; readonly no: number; readonly carriedOut: boolean }
  | { readonly act: 'CONFIRM' | 'DECLINE'; readonly no: number };

const actWords = (asked: Act) => {
  if (asked.act === 'SETTLE')
    return asked.carriedOut
      ? (['carriedOutEffect', 'carriedOut'] as const)
      : (['notCarriedOutEffect', 'notCarriedOut'] as const);
  if (asked.act === 'CONFIRM') return ['carriedOutEffect', 'confirmOrder'] as const;
  return asked.act === 'SCAN' ? (['scanEffect', 'SCAN'] as const) : (['declineOrderEffect', 'declineOrder'] as const);
};

const bodyOf = (asked: Act, reason: string) => {
  switch (asked.act) {
    case 'SCAN':
      return { act: asked.act };
    case 'SETTLE':
      return { ...asked, reason };
    case 'CONFIRM':
      return { act: asked.act, no: asked.no };
    case 'DECLINE':
      return { act: asked.act, no: asked.no, reason };
  }
};

/** What the machine of a cabinet is asked to do, and what a person can say of it. */
export function CabinetMachine({ cabinet, machine }: { cabinet: Cabinet; machine: string }) {
  const t = useWords(storageWords);
  const nameOf = useNameOf();
  const format = useFormat();
  const plain = usePlainProblem();
  const may = useMay()('actOnCabinet');
  const [asked, setAsked] = useState<Act | null>(null);
  const request = api.useMutation('post', '/api/v1/storage/cabinets/{cabinet}/acts');
  const { id, orders, lastScan, machineLive, contradictions } = cabinet;
  const words = ({ code, message, remedy }: { code: string; message: string; remedy?: string }) => {
    const told = plain({ code, title: message, detail: message, ...(remedy !== undefined && { remedy }) });
    return `${told.what} ${told.remedy}`;
  };
  return (
    <div className="storage-machine">
      <p>
        <strong>{t('machine', { machine })}</strong> {machineLive === false ? t('machineAway') : orders.length === 0 && t('machineFree')}
      </p>
      {orders.length > 0 && (
        <ol aria-label={t('orders')}>
          {orders.map(({ no, op, code, slot, at, status, problem, proposal }, index) => (
            <li key={no}>
              {t('order', { no })} {t(op)}{' '}
              {code !== null && slot !== null && `${code} ${t('at', { cabinet: id, slot: String(slot) })}`}{' '}
              {format.instant(at)} <strong>{t(status)}</strong> {problem && words(problem)}
              {proposal && (
                <>
                  {t('proposedBy', { by: nameOf(proposal.by), reason: proposal.reason })}
                  {may && index === 0 && (
                    <span className="storage-acts">
                      <Button onClick={() => setAsked({ act: 'CONFIRM', no })}>{t('confirmOrder')}</Button>
                      <Button onClick={() => setAsked({ act: 'DECLINE', no })}>{t('declineOrder')}</Button>
                    </span>
                  )}
                </>
              )}
              {may && index === 0 && (status !== 'with-machine' || machineLive === false) && (
                <span className="storage-acts">
                  {op !== 'scan' && (
                    <Button onClick={() => setAsked({ act: 'SETTLE', no, carriedOut: true })}>
                      {t('carriedOut')}
                    </Button>
                  )}
                  <Button onClick={() => setAsked({ act: 'SETTLE', no, carriedOut: false })}>
                    {t('notCarriedOut')}
                  </Button>
                </span>
              )}
            </li>
          ))}
        </ol>
      )}
      {lastScan && (
        <p>
          {t('lastScan')} {format.instant(lastScan.at)} {nameOf(lastScan.by)}{' '}
          {lastScan.refusal
            ? words(lastScan.refusal)
            : lastScan.differences.length === 0
              ? t('scanSame')
              : lastScan.differences
                  .map(
                    ({ slot, recorded, read }) =>
                      `${slot}: ${recorded ?? t('slotEmpty')} ≠ ${read ?? t('slotEmpty')}`,
                  )
                  .join('; ')}
        </p>
      )}
      {contradictions.map(({ no, code, slot, carriedOut, by, second, reason, shown, seenAt }) => (
        <p key={no}>
          {format.instant(seenAt)}{' '}
          {t('contradicted', {
            no,
            code,
            slot,
            by: [by, ...(second === null ? [] : [second])].map(nameOf).join(', '),
            said: t(carriedOut ? 'carriedOut' : 'notCarriedOut'),
            reason,
            shown: shown?.occupied ? (shown.label ?? t('plcOccupied')) : t(shown ? 'slotEmpty' : 'carriedOut'),
          })}
        </p>
      ))}
      {may && <Button onClick={() => setAsked({ act: 'SCAN' })}>{t('SCAN')}</Button>}
      {asked && (
        <CommandDialog
          title={`${t(actWords(asked)[1])} · ${id}`}
          effect={t(actWords(asked)[0])}
          action={t(actWords(asked)[1])}
          reason={asked.act === 'SETTLE' || asked.act === 'DECLINE'}
          onSend={(reason) =>
            request.mutateAsync({ params: { path: { cabinet: id } }, body: bodyOf(asked, reason) })
          }
          onClose={() => setAsked(null)}
        />
      )}
    </div>
  );
}
