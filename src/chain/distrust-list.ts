import type { Platform } from '../model/facts.ts';

/** What one root programme decided about a CA. */
export interface Decision {
  readonly by: string;
  /**
   * Phones whose clients cannot reach such a server. iOS: Apple's own word. Android: where Chromium's network stack holds
   * it by itself, on which clients there are built (S3:78 names its kernel). What only the Chrome browser or Firefox decided
   * is no fault on a phone yet, and warns.
   */
  readonly refusedOn: readonly Exclude<Platform, 'strictest'>[];
  /** The last day, UTC, whose certificates are still taken; null: none are. Chrome goes by SCT, here notBefore stands for it. */
  readonly takenUntil: string | null;
  /** Where it is to be read. */
  readonly source: string;
}

/** A CA that some no longer trust. */
export interface DistrustedCa {
  readonly ca: string;
  /** Of its roots: SHA-256 of the certificate, hex in lower case. */
  readonly fingerprints: readonly string[];
  /** Of its roots: organisationName in the subject, for a CA of which no fingerprints stand here. */
  readonly organisations: readonly string[];
  readonly decisions: readonly Decision[];
}

/** The last day whose announcements are in the list. */
export const LIST_DATE = '2025-08-01';

const CHROME_61 = 'https://groups.google.com/a/chromium.org/g/net-dev/c/FKXe-76GO8Y';
const MOZILLA_2016 = 'https://blog.mozilla.org/security/2016/10/24/distrusting-new-wosign-and-startcom-certificates/';
const APPLE_2016 = 'https://support.apple.com/en-us/103723';
const APPLE_2024 = 'https://support.apple.com/en-us/121668';
const CHROME_139 = 'https://www.securityweek.com/chrome-to-distrust-chunghwa-telecom-and-netlock-certificates/';

const wosign: readonly Decision[] = [
  { by: 'Chrome 61', refusedOn: ['android'], takenUntil: null, source: CHROME_61 },
  { by: 'Apple', refusedOn: ['ios'], takenUntil: '2016-11-30', source: APPLE_2016 },
  { by: 'Mozilla', refusedOn: [], takenUntil: '2016-10-21', source: MOZILLA_2016 },
];

const chrome139: readonly Decision[] = [
  { by: 'Chrome 139', refusedOn: [], takenUntil: '2025-07-31', source: CHROME_139 },
];

export const DISTRUST_LIST: readonly DistrustedCa[] = [
  {
    // Its brands too. The certificates that DigiCert issues under these names have roots of DigiCert's.
    ca: 'Symantec',
    fingerprints: [],
    organisations: ['Symantec Corporation', 'VeriSign, Inc.', 'GeoTrust Inc.', 'thawte, Inc.', 'Equifax'],
    decisions: [
      {
        by: 'Chrome 70',
        refusedOn: ['android'],
        takenUntil: null,
        source: 'https://security.googleblog.com/2018/03/distrust-of-symantec-pki-immediate.html',
      },
      {
        by: 'Apple',
        refusedOn: ['ios'],
        takenUntil: null,
        source: 'https://support.apple.com/en-us/103187',
      },
    ],
  },
  { ca: 'WoSign', fingerprints: [], organisations: ['WoSign CA Limited'], decisions: wosign },
  { ca: 'StartCom', fingerprints: [], organisations: ['StartCom Ltd.'], decisions: wosign },
  {
    ca: 'CNNIC',
    fingerprints: [],
    organisations: ['CNNIC', 'China Internet Network Information Center'],
    decisions: [
      {
        by: 'Google',
        refusedOn: ['android'],
        takenUntil: null,
        source: 'https://security.googleblog.com/2015/03/maintaining-digital-certificate-security.html',
      },
      {
        by: 'Mozilla',
        refusedOn: [],
        takenUntil: '2015-03-31',
        source: 'https://blog.mozilla.org/security/2015/04/02/distrusting-new-cnnic-certificates/',
      },
    ],
  },
  {
    ca: 'Camerfirma',
    fingerprints: [
      '063e4afac491dfd332f3089b8542e94617d893d7fe944e10a7937ee29d9693c0', // Chambers of Commerce Root - 2008
      '136335439334a7698016a0d324de72284e079d7b5220bb8fbd747816eebebaca', // Global Chambersign Root - 2008
    ],
    organisations: [],
    decisions: [
      { by: 'Apple', refusedOn: ['ios'], takenUntil: '2024-11-15', source: APPLE_2024 },
      {
        by: 'Chrome 90',
        refusedOn: [],
        takenUntil: null,
        source: 'https://www.zdnet.com/article/google-bans-another-misbehaving-ca-from-chrome/',
      },
    ],
  },
  {
    ca: 'TrustCor',
    fingerprints: [],
    organisations: ['TrustCor Systems S. de R.L.'],
    decisions: [
      {
        by: 'Chrome 111',
        refusedOn: ['android'],
        takenUntil: null,
        source: 'https://security.googleblog.com/2023/01/sustaining-digital-certificate-security_13.html',
      },
    ],
  },
  {
    ca: 'e-Tugra',
    fingerprints: [
      'b0bfd52bb0d7d9bd92bf5d4dc13da255c02c542f378365ea893911f55e55f23c', // E-Tugra Certification Authority
      'ef66b0b10a3cdb9f2e3648c76bd2af18ead2bfe6f117655e28c4060da1a3f4c2', // E-Tugra Global Root CA RSA v3
      '873f4685fa7f563625252e6d36bcd7f16fc24951f264e47e1b954f4908cdca13', // E-Tugra Global Root CA ECC v3
    ],
    organisations: [],
    decisions: [
      {
        by: 'Mozilla (2023)',
        refusedOn: [],
        takenUntil: null,
        source: 'https://groups.google.com/a/mozilla.org/g/dev-security-policy/c/C-HrP1SEq1A',
      },
    ],
  },
  {
    ca: 'Entrust',
    fingerprints: [
      '73c176434f1bc6d5adf45b0e76e727287c8de57616c1e6e6141a2b2cbc7d8e4c', // Entrust Root Certification Authority
      '43df5774b03e7fef5fe40d931a7bedf1bb2e6b42738c4e6d3841103d3aa7f339', // … - G2
      'db3517d1f6732a2d5ab97c533ec70779ee3270a62fb4ac4238372460e6f01e88', // … - G4
      '02ed0eb28c14da45165c566791700d6451d7fb56f0b2ab1d3b8eb070e56edff5', // … - EC1
      '6dc47172e01cbcb0bf62580d895fe2b8ac9ad4f873801e0c10b9c837d21eb177', // Entrust.net Certification Authority (2048)
      '0376ab1d54c5f9803ce4b2e201a0ee7eef7b57b636e8a93c9b8d4860c96f5fa7', // AffirmTrust Commercial
      '0a81ec5a929777f145904af38d5d509f66b5e2c58fcdb531058b0e17f3f0b41b', // AffirmTrust Networking
      '70a73f7f376b60074248904534b11482d5bf0e698ecc498df52577ebf2e93b9a', // AffirmTrust Premium
      'bd71fdf6da97e4cf62d1647add2581b07d79adf8397eb4ecba9c5e8488821423', // AffirmTrust Premium ECC
    ],
    organisations: [],
    decisions: [
      { by: 'Apple', refusedOn: ['ios'], takenUntil: '2024-11-15', source: APPLE_2024 },
      {
        by: 'Chrome 131',
        refusedOn: [],
        takenUntil: '2024-11-11',
        source: 'https://security.googleblog.com/2024/06/sustaining-digital-certificate-security.html',
      },
      {
        by: 'Mozilla',
        refusedOn: [],
        takenUntil: '2024-11-30',
        source: 'https://sslmate.com/blog/post/entrust_distrust_more_disruptive_than_intended',
      },
    ],
  },
  {
    ca: 'Chunghwa Telecom',
    fingerprints: [
      'c0a6f4dc63a24bfdcf54ef2a6a082a0a72de35803e2ff5ff527ae5d87206dfd5', // ePKI Root Certification Authority
      'f015ce3cc239bfef064be9f1d2c417e1a0264a0a94be1f0c8d121864eb6949cc', // HiPKI Root CA - G1
    ],
    organisations: [],
    decisions: chrome139,
  },
  {
    ca: 'NetLock',
    fingerprints: ['6c61dac3a2def031506be036d2a6fe401994fbd13df9c8d466599274c446ec98'], // NetLock Arany (Class Gold)
    organisations: [],
    decisions: chrome139,
  },
];
