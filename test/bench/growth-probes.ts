import type { Login } from '../../orchestrator/composition/identity.ts';

/** What can be asked of a running server, taken from its own OpenAPI document, so that no operation is forgotten. */

/** One GET operation with an address that answers. */
export interface Probe {
  readonly id: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** One that is not asked, and why. */
export interface Excluded {
  readonly id: string;
  readonly why: string;
}

interface Described {
  readonly operationId: string;
  readonly 'x-roles'?: readonly string[];
}

interface ApiDocument {
  readonly paths: Readonly<Record<string, { readonly get?: Described }>>;
}

type Row = Readonly<Record<string, unknown>>;

const notInThePast = 'a ship of this past has none: there is one of it at a time, or it is found by its key as others are';
const noBytes = 'the bytes of certificates are not written with this past';

/** What is not asked, each with its reason: one that is not named here and finds nothing to ask is told as a fault of this file. */
const leftOut: Readonly<Record<string, string>> = {
  followStream: 'never ends',
  getLabel: 'is recorded as a print each time, so it writes',
  getTrends: 'curves are in a file of their own, which this past has not',
  getAuditVerification: 'has the whole record checked in the background, and slows what is asked meanwhile: `audit verify` is the same',
  getSandboxKeys: 'is of the sandbox, which has no past',
  ...Object.fromEntries(
    ['downloadCertificatePdf', 'downloadCertificateJson', 'downloadCertificateXml', 'downloadCertificateJws', 'getIssuedCertificate', 'getCertificateVersion'].map((id) => [id, noBytes]),
  ),
  ...Object.fromEntries(
    ['getNomination', 'getSetup', 'getHandling', 'getStoredBottle', 'getCarriage', 'getEvidence', 'getLaboratoryComparison', 'getBlindControl', 'getWebhook', 'listWebhookDeliveries', 'getCustomsWebhook', 'listCustomsWebhookDeliveries'].map((id) => [id, notInThePast]),
  ),
};

/** Lists that are asked for what is over as well, or for what they find rarely. */
const askedAlso: Readonly<Record<string, readonly string[]>> = {
  listAssayTasks: ['status=approved'],
  listRuns: ['open=false', 'open=true'],
  listCertificates: ['queue=issued', 'queue=review'],
  listConsignments: ['underWay=true', 'outstanding=any', 'text=is-not-there'],
};

/** What has to be in a query, by the field of any row that it is taken from. */
const queriesOf: Readonly<Record<string, string>> = { searchCertificates: 'declarationNo' };

/** The fields by which rows of lists name what can be looked up. */
const names = ['id', 'number', 'code', 'position', 'process', 'unit', 'name', 'declarationNo'];

/** The probes of the operators' and customs' interfaces of a server, with sessions of its demonstration's people. */
export async function findProbes(
  url: string,
  logins: readonly Login[],
): Promise<{ readonly probes: readonly Probe[]; readonly excluded: readonly Excluded[] }> {
  const document = (await (await fetch(`${url}/openapi.json`)).json()) as ApiDocument;
  const sessions = new Map<string, Promise<string>>();
  const sessionOf = (login: Login) => {
    const kept = sessions.get(login.id) ?? authorization(url, login);
    sessions.set(login.id, kept);
    return kept;
  };
  const probes: Probe[] = [];
  const excluded: Excluded[] = [];
  const rows = new Map<string, readonly Row[]>();
  // Lists come before what is looked up in them; what finds nothing in the lists so far is tried again when all are known.
  const operations = Object.entries(document.paths).sort(([a], [b]) => a.split('{').length - b.split('{').length);
  const read = operations.flatMap(([path, { get }]) => (get && /^\/(api|customs)\/v1\//.test(path) ? [{ path, get }] : []));
  const find = async ({ path, get }: (typeof read)[number]): Promise<boolean> => {
    const id = get.operationId;
    const query = queriesOf[id];
    for (const login of logins.filter((one) => mayAsk(one, path, get))) {
      const headers = { authorization: await sessionOf(login) };
      const found = await firstThatAnswers(url, headers, addresses(path, rows, query));
      if (!found) continue;
      rows.set(path, found.items);
      const also = (askedAlso[id] ?? []).map((wanted) => ({ id: `${id}?${wanted}`, path: `${path}?${wanted}`, headers }));
      probes.push({ id, path: found.address, headers }, ...also);
      return true;
    }
    return false;
  };
  const again: typeof read = [];
  for (const each of read) {
    const why = leftOut[each.get.operationId];
    if (why !== undefined) excluded.push({ id: each.get.operationId, why });
    else if (!(await find(each))) again.push(each);
  }
  for (const each of again)
    // What was measured of the others is worth more than to break off.
    if (!(await find(each))) excluded.push({ id: each.get.operationId, why: 'UNEXPLAINED: nothing answers, and "leftOut" does not say why' });
  return { probes, excluded };
}

function mayAsk(login: Login, path: string, { 'x-roles': roles }: Described): boolean {
  if (path.startsWith('/customs/')) return login.kind === 'client';
  return login.kind === 'user' && (roles ?? []).some((role) => login.grants.some((grant) => grant === role));
}

/** The path itself, with its query, or with its one parameter taken from the rows of the list it hangs on. */
function addresses(path: string, rows: ReadonlyMap<string, readonly Row[]>, query?: string): readonly string[] {
  if (query !== undefined) {
    const values = [...rows.values()].flat().flatMap((row) => row[query] ?? []).map(String);
    return [...new Set(values)].slice(0, 3).map((value) => `${path}?${query}=${encodeURIComponent(value)}`);
  }
  const [list = '', ...more] = path.split(/\/\{[^}]+\}/);
  if (more.length === 0) return [path];
  if (more.length > 1) return [];
  const named = (rows.get(list) ?? []).slice(0, 3).flatMap((row) => names.flatMap((name) => row[name] ?? []));
  const others = [...rows.values()].flatMap((items) => items.slice(0, 4)).flatMap((row) => names.flatMap((name) => row[name] ?? []));
  return [...new Set([...named, ...others].map(String))].map((value) => `${list}/${encodeURIComponent(value)}${more[0]}`);
}

async function firstThatAnswers(url: string, headers: Probe['headers'], candidates: readonly string[]) {
  for (const address of candidates) {
    const answer = await fetch(url + address, { headers });
    const text = await answer.text();
    if (!answer.ok) continue;
    return { address, items: answer.headers.get('content-type')?.includes('json') ? itemsOf(text) : [] };
  }
  return null;
}

function itemsOf(text: string): readonly Row[] {
  const { items } = JSON.parse(text) as { items?: readonly Row[] };
  return Array.isArray(items) ? items : [];
}

async function authorization(url: string, { kind, id, secret }: Login): Promise<string> {
  if (kind === 'client') {
    const basic = `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`;
    const body = new URLSearchParams({ grant_type: 'client_credentials' });
    const answer = await fetch(`${url}/customs/v1/oauth/token`, { method: 'POST', headers: { authorization: basic }, body });
    return `Bearer ${((await answer.json()) as { access_token: string }).access_token}`;
  }
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify({ user: id, password: secret });
  const answer = await fetch(`${url}/api/v1/session`, { method: 'POST', headers, body });
  return `Bearer ${((await answer.json()) as { token: string }).token}`;
}
