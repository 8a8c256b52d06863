import { RefusedError } from '../../workflows/kernel/refusal.ts';

/** Refuses what is no OPC UA address with `ENDPOINT_NOT_VALID`; nothing is connected to. */
export function assertEndpoint(endpoint: string): void {
  const url = URL.canParse(endpoint) ? new URL(endpoint) : null;
  if (url?.protocol === 'opc.tcp:' && url.hostname !== '') return;
  throw new RefusedError({
    code: 'ENDPOINT_NOT_VALID',
    field: 'endpoint',
    message: `${endpoint} is not an OPC UA address.`,
    remedy: 'Write it as opc.tcp://host:port, with the path behind it if the server has one.',
  });
}

/** What a failed attempt was for: it decides what a silence means. */
export interface Attempt {
  readonly endpoint: string;
  /** Thumbprint of the certificate the server shows; null when it shows none. */
  readonly thumbprint: string | null;
  /** Folder of our certificate and the trusted ones. */
  readonly pkiFolder: string;
}

interface Cause {
  readonly words: RegExp;
  readonly code: string;
  readonly field?: string;
  readonly message: (attempt: Attempt) => string;
  readonly remedy: (attempt: Attempt) => string;
}

/** The library tells most causes in words only; the first that fits counts. */
const causes: readonly Cause[] = [
  {
    words: /server certificate verification.*Bad(CertificateUntrusted|CertificateChainIncomplete)/is,
    code: 'CERTIFICATE_UNTRUSTED',
    message: ({ endpoint, thumbprint }) => `The certificate ${thumbprint ?? ''} of ${endpoint} is not among the trusted ones.`,
    remedy: ({ thumbprint }) =>
      `Compare the thumbprint with the one the PLC shows; if they agree: quaylab plant trust accept ${thumbprint ?? '<thumbprint>'}`,
  },
  {
    words: /server certificate verification/i,
    code: 'CERTIFICATE_NOT_VALID',
    message: ({ endpoint, thumbprint }) => `The certificate ${thumbprint ?? ''} of ${endpoint} is not valid`,
    remedy: () => 'Look at its dates (quaylab plant trust list); have a new one made in the PLC, or set the clocks right.',
  },
  {
    words: /ANONYMOUS user token|BadIdentityToken|BadUserAccessDenied|USERNAME user token/i,
    code: 'LOGIN_REFUSED',
    field: 'user',
    message: ({ endpoint }) => `${endpoint} does not let this user in`,
    remedy: () => 'Name the user in the site file, or with --user and the password in QUAYLAB_PLANT_PASSWORD; or allow anonymous sessions in the PLC.',
  },
  {
    words: /BadSecurityChecksFailed|BadCertificate|BadSecurityPolicyRejected|BadSecurityModeRejected/i,
    code: 'OWN_CERTIFICATE_REFUSED',
    message: ({ endpoint }) => `${endpoint} refuses our certificate or the security asked for`,
    remedy: ({ pkiFolder }) => `Trust the certificate in ${pkiFolder}/own/certs in the PLC, and compare the security of both sides.`,
  },
  {
    words: /BadTooManySessions|BadMaxConnectionsReached/i,
    code: 'TOO_MANY_SESSIONS',
    message: ({ endpoint }) => `${endpoint} has no session left`,
    remedy: () => 'Raise the number of sessions in the PLC (three a unit, and one for commissioning), or end others.',
  },
  {
    words: /waiting for data on socket|BadTcpMessageTypeInvalid|PLANT_TOO_SLOW/i,
    code: 'ENDPOINT_SILENT',
    field: 'endpoint',
    message: ({ endpoint }) => `Something listens at ${endpoint}, but it does not answer as an OPC UA server`,
    remedy: () => 'Check port and address; restart the OPC UA server of the PLC if they are right.',
  },
  {
    words: /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|ECONNRESET|cannot be established/i,
    code: 'ENDPOINT_UNREACHABLE',
    field: 'endpoint',
    message: ({ endpoint }) => `There is no connection to ${endpoint}`,
    remedy: () => 'Check that the server runs, address and port, cable, and firewalls on the way.',
  },
];

/** The library's error of a failed connection as a refusal with one of the codes above, or `CONNECTION_FAILED` with its words. */
export function connectionFault(error: unknown, attempt: Attempt): RefusedError {
  const words = error instanceof Error ? error.message : String(error);
  const cause = causes.find((each) => each.words.test(words));
  if (!cause) {
    return new RefusedError(
      {
        code: 'CONNECTION_FAILED',
        field: 'endpoint',
        message: `The connection to ${attempt.endpoint} failed: ${plain(words)}`,
        remedy: 'Look into the log of the OPC UA server.',
      },
      { cause: error },
    );
  }
  const { code, field, message, remedy } = cause;
  const told = code === 'CERTIFICATE_UNTRUSTED' ? message(attempt) : `${message(attempt)}: ${plain(words)}`;
  return new RefusedError({ code, ...(field !== undefined && { field }), message: told, remedy: remedy(attempt) }, { cause: error });
}

/** One line, without the full stops and brackets the library surrounds its reasons with. */
const plain = (words: string): string => `${words.replaceAll(/\s*\n\s*/g, ' ').replace(/[\s.]+$/, '').trim()}.`;
