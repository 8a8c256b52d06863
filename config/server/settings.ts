/** What can be set of the server itself, beside the site it runs: each setting once, for loader, flags, schema and help. */

export interface Setting {
  readonly meaning: string;
  readonly example: string;
  /** As a person writes it; absent: there is none. */
  readonly standard?: string;
  /** Environment variable. */
  readonly variable: string;
  /** Absent for a secret: command lines are seen by everyone on the machine. */
  readonly flag?: string;
  /** How the flag's value is called in the help. */
  readonly value?: string;
  /** Never shown. It stands in the environment or in a file of its own, of which `…File`, `…_FILE` and `--…-file` tell the path. */
  readonly secret?: true;
  /** A path: in a settings file relative to its folder, elsewhere to the folder one is in. */
  readonly path?: true;
  /** A number, written plainly wherever it stands. */
  readonly number?: true;
}

const described = {
  site: {
    meaning: 'The site file: units of plant, laboratory, users, customs clients.',
    example: '/etc/quaylab/site.yaml',
    variable: 'QUAYLAB_SITE',
    flag: 'site',
    value: 'file',
    path: true,
  },
  data: {
    meaning:
      'Folder of what this node keeps: without MONGODB_URI everything, with it the certificates of its plant links.',
    example: '/var/lib/quaylab',
    standard: 'data',
    variable: 'QUAYLAB_DATA',
    flag: 'data',
    value: 'folder',
    path: true,
  },
  host: {
    meaning: 'Address listened on; 0.0.0.0 for all of the machine.',
    example: '0.0.0.0',
    standard: '127.0.0.1',
    variable: 'QUAYLAB_HOST',
    flag: 'host',
    value: 'address',
  },
  port: {
    meaning: 'Port listened on; 0 takes a free one.',
    example: '443',
    standard: '8080',
    variable: 'QUAYLAB_PORT',
    flag: 'port',
    value: 'number',
    number: true,
  },
  publicUrl: {
    meaning:
      'Address people and customs use, where it differs from the one listened on; it stands in QR codes for good.',
    example: 'https://lab.port.example',
    variable: 'QUAYLAB_PUBLIC_URL',
    flag: 'public-url',
    value: 'url',
  },
  logLevel: {
    meaning: 'What is logged: fatal, error, warn, info, debug, trace, each with all before it; or silent.',
    example: 'debug',
    standard: 'info',
    variable: 'QUAYLAB_LOG_LEVEL',
    flag: 'log-level',
    value: 'level',
  },
  mongodbUri: {
    meaning: 'MongoDB that a cluster keeps everything in. Absent: this machine keeps it in its data folder.',
    example: 'mongodb://quaylab:…@db1,db2,db3/quaylab?replicaSet=rs0',
    variable: 'MONGODB_URI',
    secret: true,
  },
  redisUrl: {
    meaning: 'Redis that a cluster hands its jobs out through.',
    example: 'rediss://:…@redis:6380/0',
    variable: 'REDIS_URL',
    secret: true,
  },
  clusterSecret: {
    meaning:
      'What the private files of a cluster are encrypted under, the same on all its nodes; at least 32 characters.',
    example: 'as of `openssl rand -base64 33`',
    variable: 'QUAYLAB_CLUSTER_SECRET',
    secret: true,
  },
  nodeName: {
    meaning:
      'What this node of a cluster is called in journal, logs and metrics; absent: the name of its machine.',
    example: 'lab-1',
    variable: 'QUAYLAB_NODE_NAME',
    flag: 'node-name',
    value: 'name',
  },
  nodeAddress: {
    meaning: 'Address the other nodes of a cluster reach this one at; absent: the address listened on.',
    example: 'http://lab-1.internal:8080',
    variable: 'QUAYLAB_NODE_ADDRESS',
    flag: 'node-address',
    value: 'url',
  },
  lease_s: {
    meaning:
      'After so many seconds without a sign of life of the leading node another takes over; the same on all nodes.',
    example: '10',
    standard: '5',
    variable: 'QUAYLAB_LEASE_S',
    flag: 'lease',
    value: 'seconds',
    number: true,
  },
  metricsAddress: {
    meaning:
      'Address and port that metrics are offered on besides, to everyone who reaches it: one of a network of your own. A worker, which listens nowhere else, tells there how it is, too.',
    example: '10.0.8.5:9464',
    variable: 'QUAYLAB_METRICS_ADDRESS',
    flag: 'metrics-address',
    value: 'host:port',
  },
  metricsToken: {
    meaning: 'Bearer token that GET /metrics of the server wants; without it nothing is offered there.',
    example: 'as of `openssl rand -hex 16`',
    variable: 'QUAYLAB_METRICS_TOKEN',
    secret: true,
  },
  otlpEndpoint: {
    meaning: 'Collector of OpenTelemetry that traces are sent to, by OTLP over HTTP; absent: none are made.',
    example: 'http://collector:4318',
    variable: 'OTEL_EXPORTER_OTLP_ENDPOINT',
    flag: 'otlp-endpoint',
    value: 'url',
  },
  freeDisk_MiB: {
    meaning: 'With less free disk than this, MiB, the server is not ready for requests.',
    example: '2048',
    standard: '512',
    variable: 'QUAYLAB_FREE_DISK_MIB',
    flag: 'free-disk',
    value: 'MiB',
    number: true,
  },
} as const satisfies Readonly<Record<string, Setting>>;

export type SettingName = keyof typeof described;
/** Those that always have a value. */
export type StandardName = {
  [Name in SettingName]: (typeof described)[Name] extends { readonly standard: string } ? Name : never;
}[SettingName];

/** All of them, in the order they are told in. */
export const settings: Readonly<Record<SettingName, Setting>> = described;

export const settingNames = Object.keys(described) as readonly SettingName[];

/** Where a secret's file is told: the field of a settings file, the variable, the flag. */
export const fileForms = (name: SettingName) => ({
  field: `${name}File`,
  variable: `${settings[name].variable}_FILE`,
  flag: `${kebab(name)}-file`,
});

const kebab = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** Where a setting can be set, as people are told. */
export function waysToSet(name: SettingName): string {
  const { variable, flag, value, secret } = settings[name];
  const forms = fileForms(name);
  return secret
    ? `by the variable ${variable}, or in a file named by ${forms.variable}, --${forms.flag} or ${forms.field} of the settings file`
    : `by --${flag} <${value}>, the variable ${variable} or ${name} of the settings file`;
}
