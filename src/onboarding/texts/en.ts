import type { Texts } from './texts.ts';

export const en: Texts = {
  lang: 'en',
  other: '中文',
  title: 'Set up a phone',
  what: 'mpgate is a test proxy. It holds a mini program to the network rules of its platform and says what a release build would refuse.',
  warning: 'For test phones only: whoever has the key of this CA can read all traffic of a phone that trusts it.',
  proxy: {
    title: 'Enter the proxy',
    server: 'Server',
    port: 'Port',
    steps: [
      'iOS: Settings > Wi-Fi > the (i) beside your network > Configure Proxy > Manual. Enter the server and the port, leave Authentication off, save.',
      'Android: Settings > Wi-Fi > your network > Edit > Advanced options > Proxy > Manual. Enter the server and the port, save.',
    ],
    translated:
      'The gate itself sees {seen} here: an address translation, as Docker has it, stands between. Then every phone looks the same to the gate.',
    automatic: 'Or choose Automatic in place of Manual and enter this URL: {url}',
    through:
      'From then on this page is at http://mpgate.test/ — the address above refuses what comes through the proxy.',
  },
  ca: {
    title: 'Install the CA and trust it',
    why: 'The gate reads HTTPS and WSS with certificates of its own CA. Compare the fingerprint with what the phone shows.',
    fingerprint: 'SHA-256 fingerprint',
    iosGet: 'iOS: get the profile',
    wifi: {
      title: 'iOS: a profile that sets the proxy too',
      why: 'It holds the CA and one Wi-Fi network with this proxy, no password: iOS asks for that when it joins.',
      ssid: 'Name of the Wi-Fi network',
      manual: 'All traffic through the gate',
      auto: 'By its script: what passes untouched goes past it',
      get: 'Get the profile with Wi-Fi',
    },
    iosSteps: [
      'Open this page in Safari and get the profile.',
      'Settings > General > VPN & Device Management > the mpgate profile > Install.',
      'A switch of its own: Settings > General > About > Certificate Trust Settings > turn the mpgate CA on. Without it nothing is trusted.',
    ],
    androidGet: 'Android: get the certificate',
    androidSteps: [
      'Get the certificate.',
      'Settings > Security > Encryption & credentials > Install a certificate > CA certificate > choose the file. Some phones have it under another name: search the settings for “CA certificate”.',
    ],
    androidLimits: [
      'Since Android 7, apps trust a CA that the user installs only if they ask for it. Browsers do; WeChat does not: its mini programs refuse the gate’s certificates, so that their HTTPS and WSS cannot be decrypted there.',
      'With "decrypt": "never" in mpgate.json their traffic passes unread. Domains, ports, IP addresses and the background are still checked; methods, headers, paths and bodies are not.',
      'A phone with iOS, the developer tools or an emulator whose system store holds the CA shows the rest; “mpgate check” looks at the servers.',
    ],
    others: 'Other systems:',
  },
  test: {
    title: 'See that it works',
    why: 'Each line turns green as soon as its step is done.',
    again: 'Test again',
    noScript:
      'The test needs JavaScript. Without it: if http://mpgate.test/ opens, the proxy is reached; if https://mpgate.test/ opens without a warning, the CA is trusted.',
    waits: 'waits for the step before',
    runs: 'is being tested …',
    done: 'All set: open the mini program.',
    told: {
      quic: {
        ok: 'yes: this page came over TCP, and the gate takes offers of QUIC (Alt-Svc) out of the answers that it reads. What an app sends over QUIC by itself no proxy sees: to be sure, block UDP port 443 for this phone in the router.',
        off: 'not sure: the rule alt-svc is off for this app, so that answers may lead the phone to QUIC, past the gate. Remove it from "rules" in the app file.',
        unread:
          'not sure: with "decrypt": "never" answers pass unread, offers of QUIC (Alt-Svc) with them. Block UDP port 443 for this phone in the router.',
        noApp: 'not sure: no app holds for this phone. Set defaultApp in mpgate.json, or use the port of the app.',
      },
      lan: {
        ok: 'yes: the gate sees this phone as {device}, in one network with itself ({gate}). The rule lets the mini program reach {network}, but not the phone itself. If its Wi-Fi settings show another address, an address translation stands between: run Docker with --network host.',
        same: 'not a phone: the gate sees its own machine ({device}). The rule judges local addresses by that. Open this page on a phone in the same Wi-Fi.',
        elsewhere:
          'take care: the gate sees this phone as {device} and itself as {gate}, in another network. The rule lets the mini program reach: {network}. If the phone has another address in its Wi-Fi settings, an address translation stands between: run Docker with --network host. If the network is larger, set "lan.prefix" in the app file.',
        noApp: 'not known: no app holds for this phone. Set defaultApp in mpgate.json, or use the port of the app.',
      },
    },
    steps: {
      proxy: { name: 'The proxy is reached', ok: 'yes', no: 'not yet: check server and port in the Wi-Fi settings' },
      ca: { name: 'The CA is trusted', ok: 'yes', no: 'not yet: install the CA; on iOS turn its trust switch on' },
      socket: {
        name: 'WebSockets pass (wss)',
        ok: 'yes',
        no: 'no: this browser sends WebSockets past the proxy, or they are cut',
      },
      quic: { name: 'Nothing leads to QUIC', ok: 'yes', no: 'the gate does not answer: test again' },
      lan: { name: 'The phone’s address for the local network', ok: 'yes', no: 'the gate does not answer: test again' },
    },
  },
  code: { title: 'Open this page on a phone', why: 'Scan this with a phone in the same network.' },
  after: {
    title: 'When the tests are done',
    text: 'Set the proxy to Off, and remove the CA: iOS in VPN & Device Management, Android in the trusted credentials, tab User.',
  },
};
