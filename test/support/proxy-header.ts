/** Headers of the PROXY protocol, version 2, sound and not. */
const MARK = Buffer.from('\r\n\r\n\0\r\nQUIT\n');

export const header2 = (command: number, family: number, block: readonly number[], length = block.length): Buffer =>
  Buffer.concat([MARK, Buffer.from([command, family, length >> 8, length & 255]), Buffer.from(block)]);

/** From an IPv6 address of 2001:db8::/32, of which the last 12 bytes are given, to another. */
export const from6 = (...rest: readonly number[]): Buffer =>
  header2(0x21, 0x21, [0x20, 1, 0xd, 0xb8, ...rest, ...Array.from({ length: 16 }, () => 1), 0x12, 0x34, 1, 0xbb]);

/** From an IPv4 address, to 10.0.0.1:443. */
export const from4 = (address: string, ...more: readonly number[]): Buffer =>
  header2(0x21, 0x11, [...address.split('.').map(Number), 10, 0, 0, 1, 0x12, 0x34, 1, 0xbb, ...more]);
