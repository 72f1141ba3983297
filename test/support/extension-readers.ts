import { readAuthorityAccess } from '../../src/chain/x509/authority-access.ts';
import { readBasicConstraints } from '../../src/chain/x509/basic-constraints.ts';
import { readExtendedKeyUsage } from '../../src/chain/x509/extended-key-usage.ts';
import { readAltNames } from '../../src/chain/x509/general-name.ts';
import { readAuthorityKeyId, readSubjectKeyId } from '../../src/chain/x509/key-ids.ts';
import { readKeyUsage } from '../../src/chain/x509/key-usage.ts';
import { readNameConstraints } from '../../src/chain/x509/name-constraints.ts';

/** Every reader of an extension of a certificate; each takes its bytes, and none may throw. */
export const EXTENSION_READERS = [
  readAltNames,
  readAuthorityAccess,
  readAuthorityKeyId,
  readBasicConstraints,
  readExtendedKeyUsage,
  readKeyUsage,
  readNameConstraints,
  readSubjectKeyId,
];
