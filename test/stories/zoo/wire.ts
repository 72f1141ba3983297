import { connect, type Socket } from 'node:net';
import { createSecureContext } from 'node:tls';
import { ocspResponse } from '../../support/ocsp.ts';
import { opensslServer } from '../../support/openssl-server.ts';
import { tcpOrigin } from '../../support/origin.ts';
import { HOST, middle, type Row, type Rows, serves, shows } from './row.ts';

const demands = { requestCert: true, rejectUnauthorized: true };

/** Passes what a server sends through `cut`, piece by piece. */
const through = async (open: Row['serve'], cut: () => (chunk: Buffer) => readonly Buffer[]) => {
  const { port } = await open();
  return tcpOrigin((socket: Socket) => {
    const upstream = connect({ port, host: '127.0.0.1' });
    const pieces = cut();
    upstream.on('error', () => socket.destroy()).on('close', () => socket.end());
    upstream.on('data', (chunk: Buffer) => {
      for (const piece of pieces(chunk)) socket.write(piece);
    });
    socket.on('close', () => upstream.destroy()).pipe(upstream);
  });
};

const bytes = () => (chunk: Buffer) => [...chunk].map((byte) => Buffer.of(byte));

const HANDSHAKE = 22;

/** Records of one byte each, as long as nothing is encrypted. */
const smallRecords = () => {
  let rest = Buffer.alloc(0);
  let isOpen = true;
  return (chunk: Buffer): readonly Buffer[] => {
    rest = Buffer.concat([rest, chunk]);
    const out: Buffer[] = [];
    while (rest.length >= 5 && rest.length >= 5 + rest.readUInt16BE(3)) {
      const record = rest.subarray(0, 5 + rest.readUInt16BE(3));
      rest = rest.subarray(record.length);
      isOpen &&= record[0] === HANDSHAKE;
      const content = [...record.subarray(5)];
      out.push(...(isOpen ? content.map((byte) => Buffer.of(HANDSHAKE, 3, 3, 0, 1, byte)) : [record]));
    }
    return out;
  };
};

const many = (count: number) => Array.from({ length: count }, (_, n) => `host-number-${n}.shop.test`);
const sni = () => {
  const { chain, key } = middle.issue({ names: [HOST] });
  return createSecureContext({ cert: chain, key });
};
const page = (...words: readonly string[]) =>
  opensslServer({ certificate: middle.issue({ names: [HOST] }) }, '-www', ...words);

/** Connections that go another way than they should, or an odd one. */
export const wire: Rows = {
  'a server of OpenSSL': { serve: () => page(), fails: '' },
  'a server of OpenSSL, TLS 1.2 alone': { serve: () => page('-tls1_2'), fails: '' },
  'an OCSP staple': {
    serve: () =>
      opensslServer(
        { certificate: middle.issue({ names: [HOST] }), files: { 'staple.der': ocspResponse() } },
        ...['-www', '-status_file', '@staple.der'],
      ),
    fails: '',
  },
  'no certificate for clients that send no name': {
    serve: () => serves({ SNICallback: (_, done) => done(null, sni()) }),
    fails: '',
  },
  'another certificate for clients that send no name': {
    serve: () => shows({ names: ['other.test'] }, { SNICallback: (_, done) => done(null, sni()) }),
    fails: '',
  },
  'a client certificate asked for': {
    serve: () => shows({}, { requestCert: true, rejectUnauthorized: false }),
    fails: '',
  },
  'a client certificate demanded, TLS 1.3': {
    serve: () => shows({}, { ...demands, minVersion: 'TLSv1.3' }),
    fails: ['unreachable', 'unreachable', 'tls-legacy unreachable'],
    eras: ['up to 4.4: tls-legacy', '5 to 7.1.0: tls-legacy', '7.1.1 to 9: tls-legacy'],
  },
  'one byte at a time': { serve: () => through(() => shows(), bytes), fails: '' },
  'a record for each byte': {
    serve: () => through(() => shows({}, { maxVersion: 'TLSv1.2' }), smallRecords),
    fails: '',
  },
  'a certificate of 8 KB': { serve: () => shows({ names: [HOST, ...many(250)] }), fails: '' },
  'a certificate of 150 KB': { serve: () => shows({ names: [HOST, ...many(5_000)] }), fails: 'unreachable', eras: [] },
  'says nothing': { serve: () => tcpOrigin((socket) => void socket.resume()), fails: 'unreachable', eras: [] },
  'stops after its hello': {
    serve: () =>
      through(
        () => shows(),
        () => {
          let left = 100;
          return (chunk) => {
            const piece = chunk.subarray(0, left);
            left -= piece.length;
            return [piece];
          };
        },
      ),
    fails: 'unreachable',
    eras: [],
  },
  'resets the connection': {
    serve: () => tcpOrigin((socket) => void socket.resetAndDestroy()),
    fails: 'unreachable',
    eras: [],
  },
  'closes the connection': { serve: () => tcpOrigin((socket) => void socket.end()), fails: 'unreachable', eras: [] },
  'sends garbage': {
    serve: () => tcpOrigin((socket) => void socket.resume().end('\u0000'.repeat(500))),
    fails: 'unreachable',
    eras: [],
  },
  'speaks another protocol': {
    serve: () => tcpOrigin((socket) => void socket.resume().end('220 hello\r\n')),
    fails: 'unreachable',
    eras: [],
  },
};
