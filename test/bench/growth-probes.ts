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

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
}

interface Described {
  readonly operationId: string;
  readonly parameters?: readonly (Parameter | { readonly $ref: string })[];
  readonly 'x-roles'?: readonly string[];
}

interface ApiDocument {
  readonly paths: Readonly<Record<string, { readonly get?: Described }>>;
}

type Row = Readonly<Record<string, unknown>>;

/** An answer that never ends. */
const endless = ['followStream'];

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
  // Lists come before what is looked up in them.
  const operations = Object.entries(document.paths).sort(([a], [b]) => a.split('{').length - b.split('{').length);
  for (const [path, { get }] of operations) {
    if (!get || !/^\/(api|customs)\/v1\//.test(path)) continue;
    const id = get.operationId;
    const leaveOut = (why: string) => excluded.push({ id, why });
    if (endless.includes(id)) {
      leaveOut('never ends');
      continue;
    }
    const login = logins.find((one) => mayAsk(one, path, get));
    if (!login) {
      leaveOut('nobody of the demonstration may');
      continue;
    }
    const needed = (get.parameters ?? []).filter((one) => 'in' in one && one.in === 'query' && one.required);
    if (needed.length > 0) {
      leaveOut(`needs ${needed.map((one) => ('name' in one ? one.name : '')).join(', ')}`);
      continue;
    }
    const headers = { authorization: await sessionOf(login) };
    const found = await firstThatAnswers(url, headers, addresses(path, rows));
    if (!found) {
      leaveOut('nothing of the lists answers there');
      continue;
    }
    rows.set(path, found.items);
    probes.push({ id, path: found.address, headers });
  }
  return { probes, excluded };
}

function mayAsk(login: Login, path: string, { 'x-roles': roles }: Described): boolean {
  if (path.startsWith('/customs/')) return login.kind === 'client';
  return login.kind === 'user' && (roles ?? []).some((role) => login.grants.some((grant) => grant === role));
}

/** The path itself, or with its one parameter taken from the rows of the list it hangs on. */
function addresses(path: string, rows: ReadonlyMap<string, readonly Row[]>): readonly string[] {
  const [list = '', ...more] = path.split(/\/\{[^}]+\}/);
  if (more.length === 0) return [path];
  if (more.length > 1) return [];
  const named = (rows.get(list) ?? []).slice(0, 3).flatMap((row) => names.flatMap((name) => row[name] ?? []));
  const others = [...rows.values()].flatMap((items) => items.slice(0, 1)).flatMap((row) => names.flatMap((name) => row[name] ?? []));
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
