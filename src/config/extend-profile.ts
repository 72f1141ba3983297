import type { Profile } from '../model/policy.ts';
import type { ProfileFile } from './profile-schema.ts';

/** A built-in profile with the values of a file in place of its own. `name`: that of a file which gives none. */
export const extendProfile = (base: Profile, file: ProfileFile, name: string): Profile => ({
  name: file.name ?? name,
  title: file.title ?? `${base.title}, as ${file.name ?? name} has it`,
  document: base.document,
  console: file.console ?? base.console,
  referer: file.referer ?? base.referer,
  portInDomain: file.portInDomain ?? base.portInDomain,
  portInUrl: file.portInUrl ?? base.portInUrl,
  wssPorts: file.wssPorts ?? base.wssPorts,
  domainsPerList: file.domainsPerList ?? base.domainsPerList,
  forbiddenDomains: file.forbiddenDomains ?? base.forbiddenDomains,
  icpRequired: file.icpRequired ?? base.icpRequired,
  lanBaseLibrary: file.lanBaseLibrary ?? base.lanBaseLibrary,
  udp: file.udp ?? base.udp,
  udpBaseLibrary: file.udpBaseLibrary ?? base.udpBaseLibrary,
  tcp: file.tcp ?? base.tcp,
  bannedTcpPorts: file.bannedTcpPorts ?? base.bannedTcpPorts,
  requestsAtOnce: file.requestsAtOnce ?? base.requestsAtOnce,
  socketsAtOnce: file.socketsAtOnce ?? base.socketsAtOnce,
  socketOverflow: file.socketOverflow ?? base.socketOverflow,
  timeoutMs: file.timeoutMs ?? base.timeoutMs,
  timeoutFile: file.timeoutFile ?? base.timeoutFile,
  perCallTimeout: file.perCallTimeout ?? base.perCallTimeout,
  backgroundGraceMs: file.backgroundGraceMs ?? base.backgroundGraceMs,
  ats: file.ats ?? base.ats,
  distrustedCas: file.distrustedCas ?? base.distrustedCas,
  methods: file.methods ?? base.methods,
  pins: file.pins ?? base.pins,
  chunksAndCookies: file.chunksAndCookies ?? base.chunksAndCookies,
});
