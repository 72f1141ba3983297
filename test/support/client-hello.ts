/** The first message of TLS with a server name that no library would send. */

const u8 = (value: number): Buffer => Buffer.from([value]);
const u16 = (value: number): Buffer => Buffer.from([value >> 8, value & 255]);
const sized = (body: Buffer): Buffer => Buffer.concat([u16(body.length), body]);
const extension = (type: number, body: Buffer): Buffer => Buffer.concat([u16(type), sized(body)]);

/** TLS 1.2, one record (RFC 5246, 7.4.1.2); `names` are the host names of SNI, byte for byte. */
export const clientHello = (...names: readonly (string | Buffer)[]): Buffer => {
  const list = names.map((name) => Buffer.concat([u8(0), sized(Buffer.from(name))]));
  const extensions = Buffer.concat([
    extension(0, sized(Buffer.concat(list))),
    extension(10, sized(Buffer.from('0017', 'hex'))),
    extension(11, Buffer.from('0100', 'hex')),
    extension(13, sized(Buffer.from('04030401', 'hex'))),
  ]);
  const body = Buffer.concat([
    Buffer.from('0303', 'hex'),
    Buffer.alloc(32, 7),
    u8(0),
    sized(Buffer.from('c02bc02f', 'hex')),
    Buffer.from('0100', 'hex'),
    sized(extensions),
  ]);
  return Buffer.concat([Buffer.from('160301', 'hex'), sized(Buffer.concat([u8(1), u8(0), sized(body)]))]);
};
