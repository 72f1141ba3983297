/** A password as the settings keep it: what scrypt made of it, and what it costs to do that again. */
export interface ScryptHash {
  readonly cost: ScryptCost;
  readonly salt: Buffer;
  readonly key: Buffer;
}

/** By the names of RFC 7914; one derivation takes `128 * r * 2^ln` bytes. */
export interface ScryptCost {
  /** Binary logarithm of N. */
  readonly ln: number;
  readonly r: number;
  readonly p: number;
}

const MEMORY = 268_435_456;

export const memoryOf = ({ ln, r }: ScryptCost): number => 128 * r * 2 ** ln;

const FORM = /^\$scrypt\$ln=([1-9]\d?),r=([1-9]\d?),p=([1-9]\d?)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;

/** A hash in the PHC string format, base64 without padding, as Python's passlib writes it too; a string: what is wrong with it. */
export const readScryptHash = (text: string): ScryptHash | string => {
  const [whole, ln, r, p, salt = '', key = ''] = FORM.exec(text) ?? [];
  if (whole === undefined) return 'this is no scrypt hash such as "$scrypt$ln=15,r=8,p=3$…$…"';
  const hash = {
    cost: { ln: Number(ln), r: Number(r), p: Number(p) },
    salt: Buffer.from(salt, 'base64'),
    key: Buffer.from(key, 'base64'),
  };
  return faultOf(hash) ?? hash;
};

const faultOf = ({ cost, salt, key }: ScryptHash): string | null => {
  if (cost.ln < 10) return `ln=${cost.ln} is too cheap to guess; 10 is the least`;
  if (memoryOf(cost) > MEMORY) return `ln=${cost.ln},r=${cost.r} takes more than 256 MiB for each look at a password`;
  if (cost.p > 16) return `p=${cost.p} takes too long; 16 is the most`;
  if (salt.length < 8 || salt.length > 64) return `its salt has ${salt.length} bytes; 8 to 64 are wanted`;
  if (key.length < 16 || key.length > 64) return `its hash has ${key.length} bytes; 16 to 64 are wanted`;
  return null;
};

/** The same the other way. */
export const writeScryptHash = ({ cost: { ln, r, p }, salt, key }: ScryptHash): string =>
  `$scrypt$ln=${ln},r=${r},p=${p}$${unpadded(salt)}$${unpadded(key)}`;

const unpadded = (bytes: Buffer): string => bytes.toString('base64').replace(/=+$/, '');
