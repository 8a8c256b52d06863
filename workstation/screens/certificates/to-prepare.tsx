import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { api } from '../../api/client.ts';
import type { Schemas } from '../../api/client.ts';
import { useTold, useWords } from '../../i18n/language.ts';
import { Button } from '../../kit/button.tsx';
import { CommandDialog } from '../../kit/command-dialog.tsx';
import { VerdictTag } from '../../kit/conformity.tsx';
import { Table } from '../../kit/table.tsx';
import { useMay } from '../../session/session.ts';
import { addressOf } from './certificate-table.tsx';
import { certificateWords } from './words.ts';

type Consignment = Schemas['Consignment'];

/** What is outstanding of a consignment that waits for its certificate. */
export const toPrepareCode = 'PREPARE_CERTIFICATE';
const isIt = ({ code }: { code: string }) => code === toPrepareCode;

/** Consignments whose results are decoded and judged, and that have no certificate yet. */
export function ToPrepare({ consignments }: { consignments: readonly Consignment[] }) {
  const t = useWords(certificateWords);
  const told = useTold();
  const may = useMay();
  const navigate = useNavigate();
  const prepare = api.useMutation('post', '/api/v1/consignments/{id}/certificate');
  const [asked, setAsked] = useState<Consignment | null>(null);

  const send = async ({ id }: Consignment) => {
    const { certificateId } = await prepare.mutateAsync({ params: { path: { id } } });
    if (certificateId !== null) void navigate(addressOf(certificateId));
  };

  return (
    <>
      <Table
        caption={t('consignment')}
        rows={consignments}
        keyOf={({ id }) => id}
        columns={[
          {
            key: 'declaration',
            title: t('consignment'),
            cell: ({ id, declarationNo }) => (
              <Link to={`/consignments/${encodeURIComponent(id)}`}>{declarationNo}</Link>
            ),
          },
          {
            key: 'cargo',
            title: t('cargo'),
            cell: ({ commodity, declaredMass }) => `${told(commodity)} ${declaredMass} t`,
          },
          { key: 'vessel', title: t('vessel'), cell: ({ vessel }) => vessel },
          {
            key: 'verdict',
            title: t('verdict'),
            cell: ({ conformity }) => conformity && <VerdictTag verdict={conformity.overall} />,
          },
          {
            key: 'outstanding',
            title: t('outstanding'),
            cell: ({ outstanding }) => outstanding.filter(isIt).map(told).join(' '),
          },
          {
            key: 'act',
            title: t('actions'),
            cell: (consignment) =>
              may('prepareCertificate') && (
                <Button onClick={() => setAsked(consignment)}>{t('prepareIt')}</Button>
              ),
          },
        ]}
      />
      {asked && (
        <CommandDialog
          title={t('prepareIt')}
          effect={t('prepareEffect', { declaration: asked.declarationNo })}
          action={t('prepared')}
          reason={false}
          onSend={() => send(asked)}
          onClose={() => setAsked(null)}
        />
      )}
    </>
  );
}
