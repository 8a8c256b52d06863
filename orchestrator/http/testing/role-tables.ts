import type { Bilingual } from '../../../workflows/kernel/bilingual.ts';
import { dutyRules, rolesApart } from '../../identity/separation-of-duties.ts';
import { roles } from '../../services/contract.ts';
import type { Role } from '../../services/contract.ts';
import type { Operation } from '../operation.ts';

const columns: Readonly<Record<Role, string>> = {
  sampler: 'SA 采样',
  preparer: 'PR 制样',
  analyst: 'AN 检测',
  reviewer: 'RE 审核',
  custodian: 'CU 保管',
  'preparer-of-certificates': 'PC 拟证',
  'certificate-reviewer': 'CR 核证',
  signatory: 'SI 签发',
  officer: 'OF 检务',
  administrator: 'AD 管理',
};

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');
const both = ({ zh, en }: Bilingual): string => `${zh}<br>${en}`;
/** A cell has no bars of its own. */
const cell = (text: string): string => text.replaceAll('|', '\\|');

function operatorTable(operations: readonly Operation[]): string {
  const rowOf = ({ id, tag, summary, access }: Operation) => [
    tag,
    `\`${id}\``,
    cell(summary),
    ...roles.map((role) => (access.kind === 'operator' && access.roles.includes(role) ? '●' : '')),
  ];
  return table(
    ['', 'operation', 'what it does', ...roles.map((role) => columns[role])],
    operations.map(rowOf),
  );
}

function customsTable(operations: readonly Operation[]): string {
  const rowOf = ({ id, summary, access }: Operation) => [
    `\`${id}\``,
    cell(summary),
    access.kind === 'customs' ? `\`${access.scope}\`` : '',
  ];
  return table(['operation', 'what it does', 'scope'], operations.map(rowOf));
}

const duties = (): string =>
  table(
    ['process', '谁 who …', '… 不得 may not', 'refusal'],
    Object.values(dutyRules).map(({ process, did, mayNot, code }) => [
      `\`${process}\``,
      both(did),
      both(mayNot),
      `\`${code}\``,
    ]),
  );

const apart = (): string =>
  table(
    ['one of', 'with one of', 'because'],
    rolesApart.map(({ one, other, why }) => [one.join(', '), other.join(', '), both(why)]),
  );

/** docs/roles.md: the tables that are enforced, as an auditor reads them. */
export const roleTables = (operator: readonly Operation[], customs: readonly Operation[]): string =>
  `# 角色与职责分离 Roles and separation of duties

Written from the tables the server enforces, by a test that also tries them: every role at every operation over HTTP
(\`orchestrator/http/operation-roles.test.ts\`), every duty with the same person and with another one
(\`test/security/separation-of-duties.test.ts\`). \`UPDATE_ROLES=1 npx jest orchestrator/http/operation-roles\` writes this page anew.

## Roles and operations of the workstation

Who has none of the roles of an operation gets 403 \`ROLE_MISSING\`; nobody gets in without a session (401). A person may have
several roles. What a role sees of what it may read is narrower still: each stage works under a code of its own, and sees no other
(\`orchestrator/http/operator/stage-sight.ts\`, \`test/acceptance/blindness.test.ts\`).

${operatorTable(operator)}

## Scopes and operations of customs systems

A client without the scope gets 403 \`SCOPE_MISSING\`. A person's session opens nothing here, a client's token nothing above.

${customsTable(customs)}

## Separation of duties

Holds whatever roles a person has; refused with 403 and the code in the last column.

${duties()}

## Roles better kept apart

Nothing is refused: the log says so at each start, once for each person who has both.

${apart()}
`;
