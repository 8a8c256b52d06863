import { api } from '../../api/client.ts';
import type { Schemas } from '../../api/client.ts';
import { useFormat } from '../../i18n/format.ts';
import { useWords } from '../../i18n/language.ts';
import { Loaded } from '../../kit/loaded.tsx';
import { Tag } from '../../kit/marks.tsx';
import { Panel } from '../../kit/page.tsx';
import { Table } from '../../kit/table.tsx';
import { administrationWords } from './words.ts';

type User = Schemas['User'];

/** In the order of a sample's way. */
const roles = [
  'sampler',
  'preparer',
  'analyst',
  'reviewer',
  'custodian',
  'preparer-of-certificates',
  'certificate-reviewer',
  'signatory',
  'officer',
  'administrator',
] as const;

/** Who may do what, person by person. */
export function Users() {
  const t = useWords(administrationWords);
  const users = api.useQuery('get', '/api/v1/users');
  return (
    <Panel title={t('users')}>
      <Loaded query={users}>
        {({ items }) => (
          <Table
            caption={t('users')}
            keyOf={({ id }) => id}
            rows={items}
            columns={[
              { key: 'person', title: t('person'), cell: ({ name }) => name },
              { key: 'user', title: t('user'), cell: ({ id }) => <code>{id}</code> },
              ...roles.map((role) => ({
                key: role,
                title: t(`role.${role}`),
                cell: (user: User) => <Held held={user.roles.includes(role)} />,
              })),
              { key: 'login', title: t('canLogIn'), cell: (user) => <Login user={user} /> },
            ]}
          />
        )}
      </Loaded>
    </Panel>
  );
}

function Held({ held }: { held: boolean }) {
  const t = useWords(administrationWords);
  return (
    <span className="administration-held">
      <span aria-hidden="true">{held ? '●' : '·'}</span>
      <span className="visually-hidden">{t(held ? 'has' : 'hasNot')}</span>
    </span>
  );
}

function Login({ user }: { user: User }) {
  const t = useWords(administrationWords);
  const format = useFormat();
  if (!user.password) return <Tag tone="attention">{t('noPassword')}</Tag>;
  if (user.lockedFor > 0) return <Tag tone="attention">{t('lockedFor', { span: format.span(user.lockedFor) })}</Tag>;
  return t('usual');
}
