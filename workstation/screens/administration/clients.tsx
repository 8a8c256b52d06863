import { useState } from 'react';
import { Link } from 'react-router';
import { api } from '../../api/client.ts';
import { useFormat } from '../../i18n/format.ts';
import { useWords } from '../../i18n/language.ts';
import { Button } from '../../kit/button.tsx';
import { Loaded } from '../../kit/loaded.tsx';
import { Tag } from '../../kit/marks.tsx';
import { Empty, Panel } from '../../kit/page.tsx';
import { Table } from '../../kit/table.tsx';
import { useMay, useNameOf } from '../../session/session.ts';
import { RegisterDialog, RevokeDialog, RotateDialog, SecretDialog } from './client-dialogs.tsx';
import type { Client, ClientWithSecret } from './client-dialogs.tsx';
import { administrationWords } from './words.ts';

type Asked = { readonly what: 'register' } | { readonly what: 'rotate' | 'revoke'; readonly client: Client };

/** Customs systems that may come in, and those that might once. */
export function Clients() {
  const t = useWords(administrationWords);
  const nameOf = useNameOf();
  const format = useFormat();
  const may = useMay();
  const clients = api.useQuery('get', '/api/v1/customs-clients');
  const [asked, setAsked] = useState<Asked | null>(null);
  const [issued, setIssued] = useState<ClientWithSecret | null>(null);
  const close = () => setAsked(null);
  return (
    <Panel
      title={t('clients')}
      aside={may('registerCustomsClient') && <Button onClick={() => setAsked({ what: 'register' })}>{t('register')}</Button>}
    >
      <Loaded query={clients}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty>{t('noClients')}</Empty>
          ) : (
            <Table
              caption={t('clients')}
              keyOf={({ clientId }) => clientId}
              rows={items}
              columns={[
                {
                  key: 'client',
                  title: t('client'),
                  cell: ({ clientId, sandbox }) => (
                    <>
                      <code>{clientId}</code> <Tag>{t(sandbox ? 'sandbox' : 'real')}</Tag>
                      <div>
                        <Link to={`/audit?tab=pulls&client=${encodeURIComponent(clientId)}`}>{t('pulls')}</Link>
                      </div>
                    </>
                  ),
                },
                {
                  key: 'scopes',
                  title: t('scopes'),
                  cell: ({ scopes }) => (
                    <ul>
                      {scopes.map((scope) => (
                        <li key={scope}>{t(`scope.${scope}`)}</li>
                      ))}
                    </ul>
                  ),
                },
                {
                  key: 'registered',
                  title: t('registered'),
                  cell: ({ registered }) =>
                    registered ? t('byAt', { by: nameOf(registered.by), at: format.instant(registered.at) }) : t('ofSiteFile'),
                },
                { key: 'credentials', title: t('credentials'), cell: (client) => <Credentials client={client} /> },
                {
                  key: 'acts',
                  title: t('state'),
                  cell: (client) =>
                    client.revoked ? (
                      <Tag tone="attention">{t('isRevoked')}</Tag>
                    ) : (
                      <div className="administration-acts">
                        {may('rotateCustomsClient') && (
                          <Button
                            aria-label={t('rotateThis', { client: client.clientId })}
                            onClick={() => setAsked({ what: 'rotate', client })}
                          >
                            {t('rotate')}
                          </Button>
                        )}
                        {may('revokeCustomsClient') && (
                          <Button
                            kind="danger"
                            aria-label={t('revokeThis', { client: client.clientId })}
                            onClick={() => setAsked({ what: 'revoke', client })}
                          >
                            {t('revoke')}
                          </Button>
                        )}
                      </div>
                    ),
                },
              ]}
            />
          )
        }
      </Loaded>
      {asked?.what === 'register' && <RegisterDialog onIssued={setIssued} onClose={close} />}
      {asked?.what === 'rotate' && <RotateDialog client={asked.client} onIssued={setIssued} onClose={close} />}
      {asked?.what === 'revoke' && <RevokeDialog client={asked.client} onClose={close} />}
      {issued && asked === null && <SecretDialog client={issued} onClose={() => setIssued(null)} />}
    </Panel>
  );
}

function Credentials({ client: { credentials, revoked } }: { client: Client }) {
  const t = useWords(administrationWords);
  const nameOf = useNameOf();
  const format = useFormat();
  if (revoked) return t('revoked', { by: nameOf(revoked.by), at: format.instant(revoked.at), reason: revoked.reason });
  return (
    <ul>
      {credentials.map(({ generation, certificate, until }) => (
        <li key={generation}>
          {t('generation', { no: generation })} {until === null ? t('newest') : t('until', { at: format.instant(until) })}
          {certificate !== null && <div className="secondary administration-path">{t('bound', { certificate })}</div>}
        </li>
      ))}
    </ul>
  );
}
