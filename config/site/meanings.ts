/** What fields of a site file mean, for the JSON Schema and `quaylab config explain`. Entries of a list are `[]`, of a table `*`. */
export const siteMeanings: Readonly<Record<string, string>> = {
  site: 'Name of the site, as people see it.',
  timeZone: 'Zone of the site’s clock, an IANA name such as Asia/Shanghai.',
  shifts: 'When shifts begin, each until the next does; absent: a whole day is one shift.',
  'shifts[].starts': 'Time of day by the clock of the site, in quotes: "08:00".',
  rulePacks:
    'Rule packs in use, by id or id@version: those of config/rules, or the site’s own in the folder `rules` beside the site file.',
  laboratory: 'Who issues certificates, as it stands on them.',
  'laboratory.location': 'Where the inspection takes place.',
  'laboratory.office': 'Short name in numbers of certificates: capitals and digits, at most 10.',
  'laboratory.demonstration':
    'True: nothing here is real. Certificates say so, and passwords and signing key are made up at the first start.',
  certificates: 'Kinds of certificates and papers that the site issues.',
  'certificates.main': 'Code of the kind that is made of every consignment.',
  'certificates.kinds[].code':
    'Of the single window where it has one, such as 11; else two to four capitals or digits.',
  'certificates.kinds[].template': 'What it is made of and when it can be: docs/certificates.md.',
  'certificates.kinds[].numberPattern':
    'How it is numbered. Placeholders: {office} {year} {kind} {serial:n}.',
  'certificates.kinds[].signatory': 'Who may sign it, and as what he signs.',
  massTolerance: 'By how much quantities that are planned and counted may differ, as a share: "0.01" is one per cent.',
  stageTimes_min:
    'How long a consignment’s unit may take in a stage, minutes; what is absent is not watched.',
  handling:
    'How people make laboratory and retained samples of what a sampler collected; of grain and petroleum.',
  'handling.grain.massTolerancePercent': 'By how much two weighings of the same thing may differ, %.',
  'handling.petroleum.massTolerancePercent': 'By how much two weighings of the same thing may differ, %.',
  'handling.petroleum.leastSample_mL': 'What testing, retention and mixing need of each parcel, mL.',
  setupChecks:
    'What people look at before a sampler is armed, by commodity; absent: its samplers are armed without anybody having looked.',
  manualSampling:
    'How increments are taken by hand while a sampler stands; absent: photos may be named and need not.',
  units: 'Units of plant: samplers, preparation lines, storage cabinets, pneumatic tubes, each with its PLC.',
  'units[].unit': 'Id of the unit: capitals, digits and hyphens, at most 20.',
  'units[].title': 'What people call it; absent: as its kind is called.',
  'units[].place': 'Where it stands.',
  'units[].tagMap': 'File in the folder `tag-maps` beside the site file.',
  'units[].endpoint': 'OPC UA address of its PLC: opc.tcp://host:port.',
  'units[].security': 'How the connection is secured; None only on a network of the plant’s own.',
  'units[].user': 'Who the server is at the PLC; absent: anonymous. The password never stands in this file.',
  'units[].user.passwordFile':
    'File that holds the password and nothing else; a relative path begins at the folder of the site file.',
  'units[].user.passwordVariable': 'Environment variable that holds the password.',
  'units[].shadow':
    'True: another system runs the unit; it is followed, and nothing is ever written to its PLC.',
  'units[].sampler': 'Present for a sampler of coal.',
  'units[].sampler.maximumFlow': 'Largest flow of the belt, t/h.',
  'units[].sampler.cutterSpeed': 'Speed of the cutter, m/s.',
  'units[].sampler.cutter':
    'What an increment should weigh follows from it and the flow; absent: masses of increments are not judged.',
  'units[].sampler.largestPracticableIncrements': 'Most increments that it can take of one sampling unit.',
  'units[].diverter': 'Present for a diverter sampler of grain.',
  'units[].inLine': 'Present for an in-line sampler of petroleum.',
  scheduling: 'How units of plant are shared among runs.',
  'scheduling.longestWait_min': 'Minutes of waiting after which nobody is overtaken any more.',
  'scheduling.durations_min': 'How long a run usually holds its unit, minutes, by kind of run.',
  'scheduling.cleaning':
    'By unit: when it must be clean before its next run; absent: whatever comes next follows at once.',
  'scheduling.moistureHold': 'How long coal may lie before its moisture is kept and measured, minutes.',
  users: 'People who work here. Their passwords are made with `quaylab passwd`.',
  'users[].id': 'Name to log in with: small letters, digits and hyphens.',
  'users[].roles': 'What the person may do: docs/roles.md.',
  customsClients:
    'Customs systems the site begins with; administrators register others while the server runs.',
  'customsClients[].scopes': 'What it may do; the API documentation lists them.',
  'customsClients[].certificateThumbprint':
    'SHA-256 of the certificate it must present besides its secret; only where https.clientCertificates is set.',
  'customsClients[].sandbox': 'True: it sees demonstration certificates only.',
  customsRequestLimit:
    'Most requests that one customs client may send within so many seconds; absent: a generous limit.',
  webhooks: 'Where messages to customs systems may go besides public addresses.',
  'webhooks.allowedNetworks':
    'Private networks in CIDR notation whose addresses webhooks are delivered to: receivers only, never the plant’s.',
  https:
    'How the server is reached over TLS; absent: plain HTTP, for a server that only its own machine or a proxy on it reaches.',
  'https.certificateFile': 'PEM: the server’s own certificate first, then its issuers.',
  'https.keyFile': 'PKCS#8 in PEM, not encrypted, readable by the server’s user only.',
  'https.clientCertificates':
    'Present: connections are asked for a certificate, which customs clients may be bound to.',
  signing: 'With what certificates are signed: docs/signing.md; only a demonstration may do without.',
  'signing.key': 'The key: a file, a device (PKCS#11), or a service.',
  'signing.pastKeys': 'Public keys that certificates were signed with before; they stay published.',
  'signing.timeStamp':
    'Where papers are time-stamped (RFC 3161); absent: the time is the laboratory’s own word.',
  'signing.timeStamp.user':
    'Who we are at the authority (HTTP Basic); absent: nobody in particular. The password never stands in this file.',
  'signing.timeStamp.user.passwordFile':
    'File that holds the password and nothing else; a relative path begins at the folder of the site file.',
  'signing.timeStamp.user.passwordVariable': 'Environment variable that holds the password.',
  storage: 'Cabinets of retained samples, and how samples are carried: docs/storage-and-transport.md.',
  'storage.carriage': 'Who and what carries samples; absent: nothing is carried under the system’s eyes.',
  'storage.carriage.tubes[].unit':
    'The unit of plant that sends carriers by command; absent: people work the tube and tell it here.',
  telemetry: 'How long the past of process values is kept.',
  'telemetry.raw_hours': 'Second by second, hours; absent: 24.',
  'telemetry.minutes_days': 'Minute by minute, days; absent: 400.',
  blindControl:
    'What is put in blind among the bottles of the laboratory: docs/blind-control.md; absent: nothing is.',
  instruments: 'Instruments whose result files are read: docs/instruments.md.',
};
