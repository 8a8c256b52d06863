import { join } from 'node:path';
import {
  DataType,
  MessageSecurityMode,
  OPCUACertificateManager,
  OPCUAServer,
  SecurityPolicy,
  VariantArrayType,
  standardUnits,
} from 'node-opcua';

/** A server that is not the virtual plant's: with engineering units, arrays, odd rights, a circle, and trust in nobody. */
export interface ForeignServer {
  readonly endpoint: string;
  readonly certificateFile: string;
  readonly stop: () => Promise<void>;
}

export const foreignNamespace = 'urn:foreign:plc';

/** The one who may log in. */
export const foreignUser = { userName: 'engineer', password: 'quay' };

/** @param folder for its keys. */
export async function startForeignServer(folder: string): Promise<ForeignServer> {
  const pki = (name: string) =>
    new OPCUACertificateManager({
      rootFolder: join(folder, name),
      automaticallyAcceptUnknownCertificate: false,
      disableFileWatchers: true,
    });
  const server = new OPCUAServer({
    port: 0,
    host: '127.0.0.1',
    hostname: '127.0.0.1',
    serverInfo: { applicationUri: 'urn:foreign:server' },
    securityPolicies: [SecurityPolicy.None, SecurityPolicy.Basic256Sha256],
    securityModes: [MessageSecurityMode.None, MessageSecurityMode.SignAndEncrypt],
    allowAnonymous: false,
    userManager: { isValidUser: (name: string, password: string) => name === foreignUser.userName && password === foreignUser.password },
    serverCertificateManager: pki('server'),
    userCertificateManager: pki('user'),
  });
  await server.initialize();
  addNodes(server);
  await server.start();
  return {
    endpoint: `opc.tcp://127.0.0.1:${server.endpoints[0]?.port ?? 0}`,
    certificateFile: join(folder, 'server', 'own', 'certs', 'certificate.pem'),
    stop: () => server.shutdown(0),
  };
}

function addNodes(server: OPCUAServer): void {
  const addressSpace = server.engine.addressSpace;
  if (!addressSpace) throw new Error('The server came up without an address space.');
  const namespace = addressSpace.registerNamespace(foreignNamespace);
  const unit = namespace.addObject({ browseName: 'X-01', nodeId: 's=X-01', organizedBy: addressSpace.rootFolder.objects });
  namespace.addAnalogDataItem({
    componentOf: unit,
    browseName: 'Temp',
    nodeId: 's=X-01.Act.Temp',
    dataType: DataType.Float,
    engineeringUnits: standardUnits.degree_celsius,
    engineeringUnitsRange: { low: 0, high: 100 },
    accessLevel: 'CurrentRead',
    userAccessLevel: 'CurrentRead',
    value: { dataType: DataType.Float, value: 21.5 },
  });
  const add = (name: string, dataType: DataType, value: unknown, access: string) =>
    namespace.addVariable({
      componentOf: unit,
      browseName: name,
      nodeId: `s=X-01.${name}`,
      dataType,
      valueRank: Array.isArray(value) ? 1 : -1,
      accessLevel: access,
      userAccessLevel: access,
      value: { dataType, arrayType: Array.isArray(value) ? VariantArrayType.Array : VariantArrayType.Scalar, value },
    });
  add('Act.Bottles', DataType.String, ['a', 'b', 'c', 'd', 'e'], 'CurrentRead');
  add('Set.Fixed', DataType.Int16, 3, 'CurrentRead');
  add('Sts.EStopOk', DataType.Boolean, true, 'CurrentRead | CurrentWrite');
  const inner = namespace.addObject({ browseName: 'Inner', nodeId: 's=X-01.Inner', componentOf: unit });
  inner.addReference({ referenceType: 'Organizes', nodeId: unit.nodeId });
}
