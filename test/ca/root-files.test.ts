import { chmodSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { assertPrivate, makeFolder, readIfThere, rootFiles, writeOnce } from '../../src/ca/root-files.ts';
import { CertificateError } from '../../src/errors.ts';
import { folder } from '../support/folder.ts';

const modeOf = (path: string): string => (statSync(path).mode & 0o777).toString(8);

describe('rootFiles', () => {
  it('names the two files', () => {
    expect(rootFiles('/srv/certs')).toEqual({
      dir: '/srv/certs',
      certFile: '/srv/certs/ca.pem',
      keyFile: '/srv/certs/ca.key',
    });
  });
});

describe('readIfThere', () => {
  it('gives the text, or null where there is no file', async () => {
    const dir = await folder({ 'ca.pem': 'text' });
    expect(await readIfThere(join(dir, 'ca.pem'))).toBe('text');
    expect(await readIfThere(join(dir, 'ca.key'))).toBeNull();
    expect(await readIfThere(join(dir, 'no', 'such', 'folder'))).toBeNull();
  });

  it('says what is in the way of reading', async () => {
    const dir = await folder({ file: 'text' });
    await expect(readIfThere(dir)).rejects.toThrow(`The CA file ${dir} cannot be read: it is a folder, not a file`);
    await expect(readIfThere(join(dir, 'file', 'ca.pem'))).rejects.toThrow(/a part of the path is a file.*--ca-dir/);
    await expect(readIfThere(dir)).rejects.toThrow(CertificateError);
  });
});

describe('makeFolder', () => {
  it('makes it, and those above it, for the owner only', async () => {
    const dir = join(await folder({}), 'a', 'b');
    await makeFolder(dir);
    expect(modeOf(dir)).toBe('700');
  });

  it('closes one that holds nothing but dot files, as git leaves it', async () => {
    const dir = await folder({ 'certs/.gitkeep': '' });
    chmodSync(join(dir, 'certs'), 0o755);
    await makeFolder(join(dir, 'certs'));
    expect(modeOf(join(dir, 'certs'))).toBe('700');
  });

  it('leaves the mode of a folder with files of others alone', async () => {
    const dir = await folder({ 'notes.txt': '' });
    chmodSync(dir, 0o755);
    await makeFolder(dir);
    expect(modeOf(dir)).toBe('755');
  });

  it('says what is in the way', async () => {
    const dir = await folder({ certs: 'a file' });
    await expect(makeFolder(join(dir, 'certs'))).rejects.toThrow(/The CA folder .*certs cannot be made: .*\. Make it/);
  });
});

describe('writeOnce', () => {
  it('writes a whole file with the mode asked for, whatever the umask, and leaves no draft', async () => {
    const dir = await folder({});
    const before = process.umask(0o077);
    const wrote = await writeOnce(join(dir, 'ca.pem'), 'text', 0o644).finally(() => process.umask(before));
    expect(wrote).toBe(true);
    expect(modeOf(join(dir, 'ca.pem'))).toBe('644');
    expect(await writeOnce(join(dir, 'ca.key'), 'text', 0o600)).toBe(true);
    expect(modeOf(join(dir, 'ca.key'))).toBe('600');
    expect(readdirSync(dir).sort()).toEqual(['ca.key', 'ca.pem']);
  });

  it('never touches a file that is there', async () => {
    const dir = await folder({ 'ca.pem': 'first' });
    expect(await writeOnce(join(dir, 'ca.pem'), 'second', 0o644)).toBe(false);
    expect(readFileSync(join(dir, 'ca.pem'), 'utf8')).toBe('first');
    expect(readdirSync(dir)).toEqual(['ca.pem']);
  });

  it('lets one of many writers win', async () => {
    const file = join(await folder({}), 'ca.pem');
    const texts = Array.from({ length: 20 }, (_, index) => `text ${index}`);
    const wins = await Promise.all(texts.map((text) => writeOnce(file, text, 0o644)));
    expect(wins.filter((won) => won)).toHaveLength(1);
    expect(readFileSync(file, 'utf8')).toBe(texts[wins.indexOf(true)]);
  });

  it('says what is in the way', async () => {
    const dir = await folder({});
    await expect(writeOnce(join(dir, 'none', 'ca.pem'), '', 0o644)).rejects.toThrow(
      /ca\.pem cannot be written: .*ENOENT/,
    );
  });
});

describe.skipIf(process.platform === 'win32')('assertPrivate', () => {
  it.each([
    [0o600, true],
    [0o400, true],
    [0o640, false],
    [0o604, false],
    [0o620, false],
  ])('mode %o: %s', async (mode, isPrivate) => {
    const file = join(await folder({ 'ca.key': 'x' }), 'ca.key');
    chmodSync(file, mode);
    const asked = assertPrivate(file);
    if (isPrivate) await expect(asked).resolves.toBeUndefined();
    else await expect(asked).rejects.toThrow(`(mode 0${mode.toString(8)}). Run: chmod 600 '${file}'`);
  });
});
