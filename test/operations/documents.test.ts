import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CORE_SCHEMA, load, mergeTag } from 'js-yaml';
import { loadAlarmCatalogue } from '../../config/alarms/load.ts';
import { fileForms, settingNames, settings } from '../../config/server/settings.ts';
import { alarmTables } from '../../orchestrator/operations/alarm-table.ts';

const textOf = (...path: string[]) => readFileSync(join(process.cwd(), ...path), 'utf8');
const deploy = join('config', 'deploy');
const units = readdirSync(join(process.cwd(), deploy)).filter((name) => name.endsWith('.service'));

it('the runbook has the alarms of the catalogue: quaylab alarms prints them', () => {
  const [, tables = ''] = textOf('docs', 'operations.md').split(/<!-- quaylab alarms -->\n|<!-- end -->/);
  expect(tables).toBe([...alarmTables(loadAlarmCatalogue()), ''].join('\n'));
});

interface ComposeFile {
  readonly services: Readonly<Record<string, ComposeService>>;
  readonly secrets: Readonly<Record<string, { readonly file: string }>>;
}
interface ComposeService {
  readonly environment?: Readonly<Record<string, string>>;
  readonly secrets?: readonly string[];
  readonly stop_grace_period?: string;
}
const compose = load(textOf('compose.yaml'), { schema: CORE_SCHEMA.withTags(mergeTag) }) as ComposeFile;
const services = Object.values(compose.services);

it('image, units and compose file set nothing but settings the server has', () => {
  const known = [
    'NODE_ENV',
    ...settingNames.flatMap((name) => [settings[name].variable, fileForms(name).variable]),
  ];
  const set = [
    ...services.flatMap(({ environment }) => Object.keys(environment ?? {})),
    ...[...textOf('Dockerfile').matchAll(/\b([A-Z_]+)=\S/g)].map(([, name]) => name),
    ...units.flatMap((name) =>
      [...textOf(deploy, name).matchAll(/^Environment=([A-Z_]+)=/gm)].map(([, name]) => name),
    ),
  ];
  expect(set.length).toBeGreaterThan(10);
  expect(set.filter((name) => !known.includes(name ?? ''))).toEqual([]);
});

it('the compose file has the secrets its services name, and the script makes each of them', () => {
  const named = new Set(services.flatMap(({ secrets }) => secrets ?? []));
  expect([...named].sort()).toEqual(Object.keys(compose.secrets).sort());
  const made = [...textOf(deploy, 'make-secrets.sh').matchAll(/^make (\S+)/gm)].map(
    ([, name]) => `./secrets/${name}`,
  );
  for (const { file } of Object.values(compose.secrets)) expect(made).toContain(file);
});

it('a server is given more time to stop than requests under way may take', () => {
  const stops = services.flatMap(({ stop_grace_period: stop }) =>
    stop === undefined ? [] : [parseInt(stop, 10)],
  );
  const [, unitStops = ''] = /^TimeoutStopSec=(\d+)$/m.exec(textOf(deploy, 'quaylab.service')) ?? [];
  expect(stops).toHaveLength(3);
  for (const seconds of [...stops, Number(unitStops)]) expect(seconds).toBeGreaterThanOrEqual(30);
});
