import { readFile } from 'node:fs/promises';
import { type Document, parseDocument } from './document.ts';
import { fileFault } from './file-fault.ts';

/** Reads a JSONC file. A file that is missing or cannot be read gives a document with that one problem at 1:1. */
export const readDocument = async (file: string): Promise<Document> => {
  try {
    return parseDocument(file, await readFile(file, 'utf8'));
  } catch (error) {
    const top = { file, line: 1, column: 1 };
    const problem = { ...top, path: '', rule: null, message: fileFault(error) };
    return { file, value: undefined, problems: [problem], has: () => false, locate: () => top, locateKey: () => top };
  }
};
